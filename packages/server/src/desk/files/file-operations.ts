import { z } from 'zod';
import type { Operation } from '../../openapi/operations.ts';

/** Files of conversations. */
export const fileOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/desk/files',
    summary: 'upload a file for a visitor, at most 10 MB',
    served: true,
    needs: 'desk.operate',
    query: z.object({ name: z.string() }),
    answer: '201 with a link of 5 minutes',
  },
  {
    method: 'get',
    path: '/v1/desk/files/{id}',
    summary: 'the bytes of a file, by its signed link',
    served: true,
    open: true,
  },
];
