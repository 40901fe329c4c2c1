import { hoursPreviewBody } from '@belay/contract/desk/hours';
import type { Operation } from '../../openapi/operations.ts';

/** Working hours: Belay's own. */
export const hoursOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/desk/hours/preview',
    summary: 'what working hours would mean, before they are saved',
    served: true,
    needs: 'desk.read',
    body: hoursPreviewBody,
  },
];
