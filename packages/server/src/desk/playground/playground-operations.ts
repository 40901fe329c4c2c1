import { playgroundBody } from '@belay/contract/desk/model';
import type { Operation } from '../../openapi/operations.ts';

/** Trying an agent out: Belay's own. */
export const playgroundOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/agents/{id}/playground',
    summary: 'ask an agent without a conversation; notifies nobody',
    served: true,
    needs: 'desk.manage',
    body: playgroundBody,
    answer: 'server-sent events: what was recalled, drafts, the answer',
  },
];
