import type { SlackTrouble } from '@belay/contract/desk/slack';

const wide: ReadonlySet<SlackTrouble> = new Set<SlackTrouble>([
  'not_connected',
  'revoked',
  'missing_scope',
  'not_authorised',
  'needs_approval',
  'rate_limited',
  'unreachable',
]);

/** Of all that is sent to a workspace, whatever the channel: told once. */
export function isInstallationWide(trouble: SlackTrouble): boolean {
  return wide.has(trouble);
}
