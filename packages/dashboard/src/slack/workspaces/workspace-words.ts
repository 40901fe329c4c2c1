import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import type { Tone } from '../../ui/state-badge.tsx';

/** Of an organisation's installation its own name, else the workspace's. */
export function workspaceName({
  is_org_wide,
  enterprise,
  team,
}: Pick<SlackInstallationView, 'is_org_wide' | 'enterprise' | 'team'>): string {
  return (is_org_wide ? enterprise?.name : undefined) ?? team.name;
}

/** `user:ann@shop.example` as people read it. */
export function actorName(actor: string): string {
  return actor.replace(/^user:/, '');
}

/** How what happens in Slack reaches us. */
export const deliveryWords: Record<SlackInstallationView['delivery'], string> = {
  http: 'by HTTP requests',
  socket: 'over Socket Mode',
  none: 'not at all: Take Over and replies from Slack need an app-level token or a public address',
};

export const installationLook: Record<
  SlackInstallationView['state'],
  { tone: Tone; word: string }
> = {
  active: { tone: 'ok', word: 'Connected' },
  revoked: { tone: 'bad', word: 'Revoked in Slack' },
  removed: { tone: 'paused', word: 'Disconnected' },
};
