import {
  actionBody,
  patchActionBody,
  runsQuery,
  testActionBody,
} from '@belay/contract/desk/action';
import type { Operation } from '../../openapi/operations.ts';

const all = '/v1/agents/{id}/actions';
const one = `${all}/{action}`;
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

export const actionOperations: Operation[] = [
  call('get', all, 'what an agent may ask of other servers'),
  call(
    'post',
    all,
    'a new action: described in words, then one HTTP request, signed (without a body: its path and query)',
    {
      body: actionBody,
      answer: '201 with the signing secret, shown once',
    },
  ),
  call('get', one, 'one action; values of headers are never shown'),
  call('patch', one, 'change an action; a header without a value keeps the one that stands', {
    body: patchActionBody,
  }),
  call('delete', one, 'remove an action with its runs', { answer: '204' }),
  call('post', `${one}/secret`, 'a new signing secret, shown once'),
  call('post', `${one}/test`, 'run it once with these parameters; nobody is told', {
    body: testActionBody,
  }),
  call('get', `${one}/runs`, 'what it did, the newest first', { query: runsQuery }),
  call('get', '/v1/desk/conversations/{id}/runs', 'what actions did in a conversation, in order'),
];
