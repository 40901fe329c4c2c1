import type { RevokeEnd } from './revoke-at-slack.ts';

/** What became of it at Slack, for who pressed the button. */
export function removedSentence(workspace: string, end: RevokeEnd): string {
  const byHand = `remove it there by hand under Manage Apps of ${workspace}`;
  switch (end) {
    case 'revoked':
      return `${workspace} is disconnected, and the app was removed from it.`;
    case 'nothing':
      return `${workspace} is disconnected; the app was out of it already.`;
    case 'shared':
      return `${workspace} is disconnected here and its token is purged. The app itself stays in it, because something else uses it there; to remove it for all, ${byHand}.`;
    case 'unanswered':
      return `${workspace} is disconnected here and its token is purged, but Slack didn’t answer: the app may still be listed in it. To be sure, ${byHand}.`;
    case 'refused':
      return `${workspace} is disconnected here and its token is purged, but Slack refused to remove the app: ${byHand}.`;
  }
}
