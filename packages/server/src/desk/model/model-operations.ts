import { modelBody } from '@belay/contract/desk/model';
import type { Operation } from '../../openapi/operations.ts';

const operation = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, needs: 'desk.manage', ...rest });

/** The model behind agents that ask one: Belay's own. */
export const modelOperations: Operation[] = [
  operation('get', '/v1/model', 'the model’s endpoint, and what keeps it from answering'),
  operation('put', '/v1/model', 'set the endpoint; its key is sealed and never shown', {
    body: modelBody,
  }),
  operation('delete', '/v1/model', 'remove it; agents quote what they find'),
  operation('post', '/v1/model/test', 'ask the model for one word', {
    answer: '`{ok, sentence}`',
  }),
];
