import { deskStreamQuery } from '@belay/contract/desk/stream';
import type { Operation } from '../../openapi/operations.ts';

/** Operators' live side. */
export const deskStreamOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/desk/stream',
    summary: 'what happens at the desk, as server-sent events; Last-Event-ID resumes',
    served: true,
    needs: 'desk.read',
    query: deskStreamQuery,
  },
];
