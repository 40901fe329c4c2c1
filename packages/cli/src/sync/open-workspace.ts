import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Cli } from '../door/cli.ts';
import { requireToken, type SlackAccess } from './slack-settings.ts';

/** The live workspace that the settings name; nothing is asked of it yet. Throws exit 3 without a token. */
export function openWorkspace(settings: SlackAccess, cli: Cli): SlackWorkspace {
  const token = requireToken(settings);
  cli.terminal.keepSecret(token);
  return new SlackWorkspace({
    token,
    clock: cli.clock,
    ...(settings.apiUrl === undefined ? {} : { apiUrl: settings.apiUrl }),
    ...(settings.rate === 'unlimited' ? { rate: 'unlimited' } : {}),
  });
}
