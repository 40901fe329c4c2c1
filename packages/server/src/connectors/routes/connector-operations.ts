import {
  backfillBody,
  channelsBody,
  checkBody,
  createConnectorBody,
  credentialsBody,
  patchConnectorBody,
  previewBody,
} from '@belay/contract/connector';
import type { Operation } from '../../openapi/operations.ts';
import { channelsQuery } from '../status/list-channel-progress.ts';
import { recentQuery } from '../status/read-recent.ts';
import { throughputQuery } from '../status/read-throughput.ts';
import { deleteQuery } from './connector-routes.ts';
import { importQuery } from './import-routes.ts';
import { manifestQuery } from './slack-routes.ts';
import { failuresQuery } from './status-routes.ts';

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
  change('post', '/v1/connectors/slack/check', 'what a Slack token is and may', {
    body: checkBody,
  }),
  change('post', '/v1/connectors/slack/channels', 'search the channels that a token sees', {
    body: channelsBody,
  }),
  change('post', '/v1/connectors/slack/preview', 'what a scope template makes of channels', {
    body: previewBody,
  }),
  read('/v1/slack/manifest', 'a Slack app for this server, with the link that makes it', {
    needs: 'connectors.manage',
    query: manifestQuery,
  }),
  read('/v1/connectors', 'connectors with their state'),
  change('post', '/v1/connectors', 'connect a Slack workspace', {
    body: createConnectorBody,
    answer: '201 with the connector',
  }),
  read('/v1/connectors/{id}', 'one connector'),
  change('patch', '/v1/connectors/{id}', 'change its name or settings', {
    body: patchConnectorBody,
  }),
  change('put', '/v1/connectors/{id}/credentials', 'another token or secret of the workspace', {
    body: credentialsBody,
  }),
  change('post', '/v1/connectors/{id}/check', 'what its token is worth today'),
  change('post', '/v1/connectors/{id}/backfill', 'read everything of the window again', {
    body: backfillBody,
  }),
  change('delete', '/v1/connectors/{id}', 'delete it, keeping or forgetting what it wrote', {
    query: deleteQuery,
    answer: '202: its worker removes it',
  }),
  change('post', '/v1/connectors/{id}/pause', 'stop reading, keep everything'),
  change('post', '/v1/connectors/{id}/resume', 'go on where it was paused'),
  read('/v1/connectors/{id}/channels', 'its channels, and what is proved of each', {
    query: channelsQuery,
  }),
  read('/v1/connectors/{id}/throughput', 'what it captured, by time', { query: throughputQuery }),
  read('/v1/connectors/{id}/failures', 'what could not be had, and why', { query: failuresQuery }),
  change('post', '/v1/connectors/{id}/failures/{failure}/retry', 'try it again now', {
    answer: '204',
  }),
  read('/v1/connectors/{id}/recent', 'what it wrote last, with links to Slack', {
    query: recentQuery,
  }),
  read('/v1/connectors/{id}/imports', 'its export ZIPs, the newest first'),
  change(
    'post',
    '/v1/connectors/{id}/imports',
    'upload a Slack export: the raw ZIP, at most 4 GiB',
    {
      query: importQuery,
      answer: '201; its worker reads it next',
    },
  ),
  change('delete', '/v1/connectors/{id}/imports/{import}', 'take an import off the list', {
    answer: '204',
  }),
];
