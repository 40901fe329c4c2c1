import { deliveriesQuery, patchWebhookBody, webhookBody } from '@belay/contract/desk/webhook';
import type { Operation } from '../../openapi/operations.ts';

const call = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({
  ...{ method, path, summary, served: true },
  needs: method === 'get' ? 'desk.read' : 'desk.manage',
  ...rest,
});

export const webhookOperations: Operation[] = [
  call('get', '/v1/webhooks', 'who else hears what happens on the desk'),
  call('post', '/v1/webhooks', 'tell an address about events, signed', {
    body: webhookBody,
    answer: '201 with the signing secret, shown once',
  }),
  call('get', '/v1/webhooks/{id}', 'one webhook'),
  call('patch', '/v1/webhooks/{id}', 'change a webhook; switching it on forgets its trouble', {
    body: patchWebhookBody,
  }),
  call('delete', '/v1/webhooks/{id}', 'remove a webhook with its deliveries', { answer: '204' }),
  call('post', '/v1/webhooks/{id}/secret', 'a new signing secret, shown once'),
  call('post', '/v1/webhooks/{id}/test', 'send a made-up event now, and see what comes of it'),
  call('get', '/v1/webhooks/{id}/deliveries', 'what it was told, the newest first', {
    query: deliveriesQuery,
  }),
  call(
    'post',
    '/v1/webhooks/{id}/deliveries/{delivery}/replay',
    'send a delivery again, under its id',
    { answer: '202' },
  ),
];
