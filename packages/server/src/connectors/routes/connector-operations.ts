import { createConnectorBody } from '@belay/contract/connector';
import type { Operation } from '../../openapi/operations.ts';
import { deleteQuery } from './connector-routes.ts';

const read = (path: string, summary: string, rest: Partial<Operation> = {}): Operation => ({
  method: 'get',
  path,
  summary,
  served: true,
  needs: 'connectors.read',
  ...rest,
});
const change = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, needs: 'connectors.manage', ...rest });

/** Managed connectors: Belay's own, CortexDB documents none of it as an API. */
export const connectorOperations: Operation[] = [
  read('/v1/connectors', 'connectors with their state'),
  change('post', '/v1/connectors', 'connect a Slack workspace', {
    body: createConnectorBody,
    answer: '201 with the connector',
  }),
  read('/v1/connectors/{id}', 'one connector'),
  change('delete', '/v1/connectors/{id}', 'delete it, keeping or forgetting what it wrote', {
    query: deleteQuery,
    answer: '202: its worker removes it',
  }),
  change('post', '/v1/connectors/{id}/pause', 'stop reading, keep everything'),
  change('post', '/v1/connectors/{id}/resume', 'go on where it was paused'),
];
