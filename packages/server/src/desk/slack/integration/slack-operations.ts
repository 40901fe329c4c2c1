import { slackWhyBody } from '@belay/contract/desk/slack';
import {
  slackChannelsBody,
  slackCreateChannelBody,
  slackJoinChannelBody,
} from '@belay/contract/desk/slack-channels';
import {
  slackDeliveriesQuery,
  slackReplayBody,
  slackTestBody,
} from '@belay/contract/desk/slack-delivery';
import { slackSettingsBody } from '@belay/contract/desk/slack-settings';
import type { Operation } from '../../../openapi/operations.ts';

const call = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({
  ...{ method, path: `/v1/agents/{id}/slack${path}`, summary, served: true },
  needs: 'desk.manage',
  ...rest,
});
const read = { needs: 'desk.read' };

export const agentSlackOperations: Operation[] = [
  call('get', '', 'how an agent’s Slack stands: settings, problems and what mends them', read),
  call('put', '', 'put other settings in place; they count at once', { body: slackSettingsBody }),
  call('post', '/channels', 'search channels by name, id or pasted link', {
    body: slackChannelsBody,
  }),
  call('post', '/channels/create', 'create a channel that the app is in', {
    body: slackCreateChannelBody,
    answer: '201',
  }),
  call('post', '/channels/join', 'let the app into a channel, and send what was parked for it', {
    body: slackJoinChannelBody,
  }),
  call('get', '/user-groups', 'user groups that can be mentioned'),
  call('post', '/why', 'where an event would go, rule by rule', { ...read, body: slackWhyBody }),
  call('post', '/test', 'send a test into each route, or into one channel', {
    body: slackTestBody,
    answer: '202',
  }),
  call('get', '/deliveries', 'what was posted and what was not, the newest first', {
    ...read,
    query: slackDeliveriesQuery,
  }),
  call('post', '/deliveries/{delivery}/replay', 'send a parked message again', { answer: '202' }),
  call('post', '/replay', 'send all that is parked again', {
    body: slackReplayBody,
    answer: '202',
  }),
];
