import { testMailBody } from '@belay/contract/desk/mail';
import type { Operation } from '../../openapi/operations.ts';

export const mailOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/mail',
    summary: 'whether visitors who have left are written to, and what keeps it from working',
    served: true,
    needs: 'desk.read',
  },
  {
    method: 'post',
    path: '/v1/mail/test',
    summary: 'send one letter now, and see what the mail server says',
    served: true,
    needs: 'desk.manage',
    body: testMailBody,
  },
];
