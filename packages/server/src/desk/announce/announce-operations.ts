import { announcementsQuery } from '@belay/contract/desk/webhook';
import type { Operation } from '../../openapi/operations.ts';

export const announceOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/desk/announcements',
    summary: 'what happened on the desk, the newest first, and who was told',
    served: true,
    needs: 'desk.read',
    query: announcementsQuery,
  },
];
