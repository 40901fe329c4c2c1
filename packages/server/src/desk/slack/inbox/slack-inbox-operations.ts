import type { Operation } from '../../../openapi/operations.ts';

export const slackInboxOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/desk/conversations/{id}/slack',
    summary: 'where it stands in Slack, the lines that wait there, and its ladder',
    served: true,
    needs: 'desk.read',
  },
];
