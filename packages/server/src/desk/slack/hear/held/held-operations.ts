import { heldChoiceBody } from '@belay/contract/desk/slack-conversation';
import type { Operation } from '../../../../openapi/operations.ts';

const path = '/v1/desk/conversations/{id}/held';

export const heldOperations: Operation[] = [
  {
    method: 'get',
    path,
    summary: 'lines typed in Slack that wait for their author’s word',
    served: true,
    needs: 'desk.read',
  },
  {
    method: 'post',
    path: `${path}/{held}`,
    summary: 'send such a line after all, or keep it internal; by its author',
    served: true,
    needs: 'desk.operate',
    body: heldChoiceBody,
    answer: '409 says what holds now',
  },
];
