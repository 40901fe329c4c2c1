import type { CardModel, CardWord } from '@belay/slack/cards/card-model';
import { publicId } from '../../../memory/ids.ts';
import { postKey } from '../outbox/post-key.ts';
import type { CardFacts, CardStanding } from './card-facts.ts';
import { cardState } from './card-state.ts';
import type { ChannelLook } from './channel-looks.ts';
import { conversationLink } from './conversation-link.ts';
import type { EventData } from './post-data.ts';

export interface CardParts {
  /** uuid */
  post: string;
  facts: CardFacts;
  standing: CardStanding;
  look: ChannelLook;
  events: CardModel['events'];
  words: readonly CardWord[];
  data: EventData;
  publicUrl: string;
}

/** What a card, or a later event, is drawn from. */
export function cardModelOf(parts: CardParts): CardModel {
  const { post, facts, standing, look, events, words, data, publicUrl } = parts;
  const { conversation, claim, epoch } = standing;
  return {
    ...{ key: postKey(post), ...look, events, words },
    agent: standing.agent_name,
    visitor: {
      name: standing.visitor_name,
      email: standing.visitor_email,
      isVerified: standing.visitor_email_verified,
    },
    conversation: {
      ...{ id: publicId('cnv', conversation), number: Number(standing.number), epoch },
      claim: claim === null ? null : publicId('clm', claim),
      startedAt: Date.parse(standing.created_at),
      link: conversationLink({ publicUrl }, conversation),
    },
    state: cardState(standing),
    place: placeOf(facts),
    remark: data.remark ?? null,
    mention: data.mention ?? null,
    isMuted: facts.is_muted,
    hearsReplies: facts.is_member !== false,
  };
}

function placeOf({ is_home, home }: CardFacts): CardModel['place'] {
  if (is_home) return { kind: 'home' };
  return home === null ? { kind: 'none' } : { kind: 'copy', home };
}

/** Of a conversation that is gone: that something was here, and nothing of what. */
export function erasedModel(post: string, language: ChannelLook['language']): CardModel {
  return {
    ...{ key: postKey(post), language, redaction: 'no_transcript', agent: '', words: [] },
    events: [{ kind: 'new_conversation', at: 0 }],
    visitor: { name: null, email: null, isVerified: false },
    conversation: { id: '', number: 0, epoch: 0, claim: null, startedAt: 0, link: '' },
    state: { kind: 'erased' },
    ...{ place: { kind: 'none' }, remark: null, isMuted: false, hearsReplies: true },
  };
}
