import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Channel, WorkspaceIdentity } from '@belay/slack/model';
import type { Cli } from '../door/cli.ts';
import { redact } from '../door/scrub.ts';
import { requireToken, type SlackAccess } from '../sync/slack-settings.ts';
import { checkChannels } from './check-channels.ts';
import { checkClock } from './check-clock.ts';
import { checkRate } from './check-rate.ts';
import { canRead, checkScopes } from './check-scopes.ts';
import type { Finding } from './finding.ts';
import { type Heard, heardFetch } from './heard-fetch.ts';
import { probeRate } from './probe-rate.ts';
import { runCheck } from './run-check.ts';

export interface SlackExamined {
  access: SlackAccess;
  /** names of the wanted channels; undefined: all public ones */
  wanted: readonly string[] | undefined;
  /** where a first run's backfill ends, ms since the epoch */
  since: number;
  /** a sync that runs uses the same limits: they are left alone then */
  isBusy: boolean;
}

/** Everything about Slack: token, clock, scopes, channels, rate. What a dead token hides is left out. */
export async function examineSlack(
  { access, wanted, since, isBusy }: SlackExamined,
  cli: Cli,
): Promise<Finding[]> {
  const heard: Heard = {};
  const findings: Finding[] = [];
  let identity: WorkspaceIdentity | undefined;
  const token = access.token;
  cli.terminal.keepSecret(token);
  const open = () =>
    new SlackWorkspace({
      token: requireToken(access),
      clock: cli.clock,
      fetch: heardFetch(cli.fetch, cli.clock, heard),
      ...(access.apiUrl === undefined ? {} : { apiUrl: access.apiUrl }),
      ...(access.rate === 'unlimited' ? { rate: 'unlimited' } : {}),
    });
  findings.push(
    ...(await runCheck(
      'token',
      async (stop) => {
        identity = await open().identity(stop);
        return [tokenFinding(identity, token ?? '')];
      },
      cli.signal,
    )),
  );
  if (!identity) return findings;
  const { scopes, botUserId } = identity;
  const workspace = open();
  findings.push(checkClock(heard.clockAheadMs), ...checkScopes(scopes));
  const channels: Channel[] = [];
  findings.push(
    ...(await runCheck(
      'channels',
      async (stop) => {
        for await (const page of workspace.channels(stop)) channels.push(...page);
        const mayJoin = scopes === undefined || scopes.includes('channels:join');
        const name = await botName(workspace, botUserId, stop);
        return [checkChannels(channels, wanted, { name, mayJoin })];
      },
      cli.signal,
    )),
    ...(await runCheck(
      'rate',
      async (stop) => {
        const run = {
          channels: wanted?.length ?? channels.filter(isFollowed).length,
          since,
          now: cli.clock.now(),
        };
        if (!canRead(scopes))
          return [checkRate({ kind: 'none', why: 'the token may not read history' }, run)];
        if (isBusy)
          return [checkRate({ kind: 'none', why: 'a running sync uses the limits' }, run)];
        if (access.rate === 'unlimited')
          return [
            checkRate({ kind: 'none', why: 'SLACK_RATE says that there are no limits' }, run),
          ];
        return [checkRate(await probeRate(workspace, channels, heard, stop), run)];
      },
      cli.signal,
    )),
  );
  return findings;
}

function isFollowed({ isPrivate, isDirect, isArchived }: Channel): boolean {
  return !isPrivate && !isDirect && !isArchived;
}

function tokenFinding(identity: WorkspaceIdentity, token: string): Finding {
  const { name, domain, teamId, botUserId, botId, appId, enterpriseId } = identity;
  const app = appId ? `, app ${appId}` : '';
  const who = botId ? `bot ${botUserId ?? botId}` : `user ${botUserId ?? 'unknown'}`;
  return {
    check: 'token',
    verdict: 'ok',
    message: `${redact(token)} is ${who} of ${name} (${domain}, ${teamId})${app}.`,
    details: {
      team_id: teamId,
      workspace: domain,
      bot_user_id: botUserId ?? null,
      bot_id: botId ?? null,
      app_id: appId ?? null,
      enterprise_id: enterpriseId ?? null,
    },
  };
}

/** What people type after /invite; unknown without users:read. */
async function botName(
  workspace: SlackWorkspace,
  botUserId: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (botUserId === undefined) return undefined;
  try {
    return (await workspace.person(botUserId, signal)).name;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}
