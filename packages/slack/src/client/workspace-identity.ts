import { SlackError } from '../error.ts';
import type { WorkspaceIdentity } from '../model.ts';
import { defined, fields, text } from '../parse/fields.ts';
import type { WebApi } from './web-api.ts';

/** Who the token is: `auth.test`, and `team.info` only where that doesn't tell the subdomain. */
export async function workspaceIdentity(
  api: WebApi,
  signal?: AbortSignal,
): Promise<WorkspaceIdentity> {
  const { body, scopes } = await api.read('auth.test', {}, signal);
  const teamId = text(body.team_id);
  if (teamId === undefined)
    throw new SlackError('invalid_answer', 'auth.test was answered without a team_id.');
  const url = text(body.url) ?? '';
  return defined({
    teamId,
    domain: subdomain(url) ?? (await teamDomain(api, signal)) ?? teamId.toLowerCase(),
    name: text(body.team) ?? teamId,
    url,
    enterpriseId: text(body.enterprise_id),
    botUserId: text(body.user_id),
    botName: text(body.user),
    botId: text(body.bot_id),
    appId: text(body.app_id),
    scopes,
  });
}

/** `https://acme.slack.com/` or `https://acme.enterprise.slack.com/` → `acme` */
function subdomain(url: string): string | undefined {
  return /^https:\/\/([a-z0-9-]+)(?:\.enterprise)?\.slack(?:-gov)?\.com(?:\/|$)/i
    .exec(url)?.[1]
    ?.toLowerCase();
}

async function teamDomain(api: WebApi, signal?: AbortSignal): Promise<string | undefined> {
  try {
    const { body } = await api.read('team.info', {}, signal);
    return text(fields(body.team).domain);
  } catch (error) {
    if (error instanceof SlackError && (error.class === 'scope' || error.class === 'request'))
      return undefined;
    throw error;
  }
}
