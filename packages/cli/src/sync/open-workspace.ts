import type { WorkspaceRateState } from '@belay/slack/client/rate-plan';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Cli } from '../door/cli.ts';
import type { Home } from '../settings/home.ts';
import { readRate, writeRate } from './rate-file.ts';
import { requireToken, type SlackAccess } from './slack-settings.ts';

/** The live workspace that the settings name; nothing is asked of it yet. Throws exit 3 without a token. */
export function openWorkspace(
  settings: SlackAccess,
  cli: Cli,
  restored?: WorkspaceRateState,
): SlackWorkspace {
  const token = requireToken(settings);
  cli.terminal.keepSecret(token);
  return new SlackWorkspace({
    token,
    clock: cli.clock,
    restored,
    ...(settings.apiUrl === undefined ? {} : { apiUrl: settings.apiUrl }),
    ...(settings.rate === 'unlimited' ? { rate: 'unlimited' } : {}),
  });
}

/** The same as a run reads it: it takes up the limits where the last run left them. */
export function openLimited(settings: SlackAccess, home: Home, cli: Cli) {
  const token = requireToken(settings);
  const workspace = openWorkspace(settings, cli, readRate(home.rates, token));
  const keepRate = () => writeRate(home.rates, token, workspace.rateState());
  return { workspace, keepRate };
}
