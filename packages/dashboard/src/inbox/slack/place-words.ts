import type { ConversationState } from '@belay/contract/desk/conversation';
import type { ConversationSlackView } from '@belay/contract/desk/slack-conversation';
import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { Tone } from '../../ui/state-badge.tsx';

const troubles: Partial<Record<SlackTrouble, string>> = {
  archived: 'archived: nothing arrives there',
  channel_gone: 'gone: nothing arrives there',
  not_in_channel: 'the bot is not in it',
  revoked: 'Slack refuses the token',
  missing_scope: 'a permission is missing',
  not_authorised: 'Slack refuses the app',
  needs_approval: 'waits for an admin of Slack',
  not_connected: 'Slack is disconnected',
  restricted: 'posting there is restricted',
  rate_limited: 'Slack asks for patience',
  unreachable: 'Slack does not answer',
  unknown_outcome: 'nobody knows whether it arrived',
};

/** What a channel is to a conversation, beside its name; null: nothing to say. Pure. */
export function placeWords(
  card: ConversationSlackView['cards'][number],
  state: ConversationState,
): { tone: Tone | null; text: string } | null {
  if (card.trouble) return { tone: 'bad', text: troubles[card.trouble] ?? 'not delivered' };
  if (card.muted) return { tone: 'paused', text: 'muted: its card was deleted twice' };
  if (card.permalink === null) return { tone: 'busy', text: 'on its way' };
  if (!card.home) return null;
  // the live mirror runs while somebody waits or answers
  return {
    tone: null,
    text:
      state === 'waiting' || state === 'human' ? 'mirrored here, replies count' : 'answers here',
  };
}
