import {
  slackAppBody,
  slackBindBody,
  slackDisconnectBody,
  slackRemoveBody,
  slackTokensBody,
} from '@belay/contract/desk/slack-app';
import { slackInstallBody } from '@belay/contract/desk/slack-install';
import type { Operation } from '../../openapi/operations.ts';
import { appQuery } from '../app/app-routes.ts';
import { callbackQuery } from './callback-route.ts';

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

/** How the Slack app is known here, and how agents come to workspaces. */
export const installOperations: Operation[] = [
  call('get', '/v1/slack/app', 'the Slack app of both halves, with the manifest of one', {
    query: appQuery,
  }),
  call('put', '/v1/slack/app', 'store the credentials of an own app; null removes one', {
    body: slackAppBody,
  }),
  call('post', '/v1/agents/{id}/slack/install', 'Add to Slack: where the browser goes', {
    body: slackInstallBody,
  }),
  call('get', '/v1/agents/{id}/slack/install', 'whether Slack is still to come back'),
  call('post', '/v1/agents/{id}/slack/tokens', 'connect a workspace with pasted tokens', {
    body: slackTokensBody,
  }),
  call('post', '/v1/agents/{id}/slack/bind', 'use a workspace that is connected already', {
    body: slackBindBody,
  }),
  call('post', '/v1/agents/{id}/slack/disconnect', 'disconnect this agent at once', {
    body: slackDisconnectBody,
  }),
  call('get', '/v1/slack/installations', 'connected workspaces, with who uses them'),
  call(
    'get',
    '/v1/slack/installations/{id}/teams',
    'workspaces of an organisation that the app may work in',
    { needs: 'desk.manage' },
  ),
  call(
    'post',
    '/v1/slack/installations/{id}/disconnect',
    'take the app out of a workspace, for all that use it',
    { body: slackRemoveBody },
  ),
  {
    ...{ method: 'get', path: '/slack/oauth/callback', served: true, open: true },
    summary: 'where Slack’s consent returns to',
    query: callbackQuery,
    answer: '302 to the agent’s page',
  },
];
