import type { SlackInstallEnd } from '@belay/contract/desk/slack-install';

/** How grave each end of Add to Slack is, and whether trying again can help. */
export function returnLook(end: SlackInstallEnd): { tone: 'ok' | 'warn' | 'bad'; again: boolean } {
  switch (end) {
    case 'connected':
    case 'choose_team':
      return { tone: 'ok', again: false };
    case 'no_permission':
      return { tone: 'bad', again: false };
    case 'workspace_taken':
    case 'missing_scope':
    case 'failed':
      return { tone: 'bad', again: true };
    default:
      return { tone: 'warn', again: true };
  }
}
