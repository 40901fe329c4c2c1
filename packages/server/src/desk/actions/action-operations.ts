import {
  actionBody,
  patchActionBody,
  runsQuery,
  testActionBody,
} from '@belay/contract/desk/action';
import type { Operation } from '../../openapi/operations.ts';

const all = '/v1/agents/{id}/actions';
const one = `${all}/{action}`;
const manage = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, needs: 'desk.manage', ...rest });

export const actionOperations: Operation[] = [
  manage('get', all, 'what an agent may ask of other servers'),
  manage('post', all, 'a new action: described in words, then one HTTP request, signed', {
    body: actionBody,
    answer: '201 with the signing secret, shown once',
  }),
  manage('get', one, 'one action; values of headers are never shown'),
  manage('patch', one, 'change an action; a header without a value keeps the one that stands', {
    body: patchActionBody,
  }),
  manage('delete', one, 'remove an action with its runs', { answer: '204' }),
  manage('post', `${one}/secret`, 'a new signing secret, shown once'),
  manage('post', `${one}/test`, 'run it once with these parameters; nobody is told', {
    body: testActionBody,
  }),
  manage('get', `${one}/runs`, 'what it did, the newest first', { query: runsQuery }),
];
