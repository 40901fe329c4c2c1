/** Languages that cards are drawn in; those of the widget. */
export type CardLanguage = 'en' | 'de' | 'es' | 'ja';

/** What a card may show of a visitor, by channel (NTF-7); the last is the strictest. */
export const redactions = ['none', 'masked', 'no_transcript'] as const;
export type Redaction = (typeof redactions)[number];

/** All times are ms since the epoch. */
export type CardEvent =
  | { kind: 'new_conversation'; at: number }
  | { kind: 'escalation'; at: number; reason: CardReason; detail: string | null }
  | { kind: 'low_rating'; at: number; rating: CardRating }
  | { kind: 'lead'; at: number; fields: readonly { label: string; value: string }[] }
  | {
      kind: 'action';
      at: number;
      action: string;
      outcome: 'done' | 'failed' | 'unknown';
      /** in words */
      detail: string | null;
    };

export type CardReason =
  | 'visitor'
  | 'agent'
  | 'rule'
  | 'api'
  | 'model_failed'
  | 'low_rating'
  | 'returned';

export interface CardRating {
  thumb: 'up' | 'down' | null;
  stars: number | null;
  comment: string;
}

/** Who ended it; `silence`: nobody did, after so many hours without a word. */
export type CardCloser =
  | { who: 'person'; name: string }
  | { who: 'visitor' }
  | { who: 'silence'; hours: number };

export type CardState =
  | { kind: 'agent' }
  | {
      kind: 'waiting';
      since: number;
      /** why it waits again, and who had it */
      after: { why: 'expired' | 'released' | 'left'; name: string } | null;
      assignee: string | null;
    }
  | { kind: 'human'; owner: string; since: number }
  | { kind: 'closed'; at: number; by: CardCloser | null }
  /** the visitor was erased: nothing about them may stay */
  | { kind: 'erased' };

export interface CardWord {
  author: 'visitor' | 'agent' | 'operator' | 'system';
  /** of an operator */
  name: string | null;
  text: string;
  at: number;
  /** names of files */
  files: readonly string[];
}

/** All that a root card is drawn from; drawing it again gives the same card. */
export interface CardModel {
  /** opaque, in the message's metadata */
  key: string;
  language: CardLanguage;
  redaction: Redaction;
  /** what happened, the first one first; at least one */
  events: readonly [CardEvent, ...CardEvent[]];
  agent: string;
  visitor: {
    /** null: anonymous */
    name: string | null;
    email: string | null;
    isVerified: boolean;
  };
  conversation: {
    id: string;
    number: number;
    /** what its buttons are made for */
    epoch: number;
    claim: string | null;
    startedAt: number;
    /** to the dashboard, by way of sign-in */
    link: string;
  };
  state: CardState;
  /** in order; the newest five are shown */
  words: readonly CardWord[];
  place: Place;
  /** why this card is not the first one, or what else brought it */
  remark: 'repeated' | 'continued' | 'is_back' | null;
  /** a user group that rings while an escalation waits */
  mention?: string | null;
  /** this channel hears no more of this conversation */
  isMuted: boolean;
  /** false: the bot is no member, so that nothing typed here reaches us */
  hearsReplies: boolean;
}

/** `home`: the thread mirrors the conversation; `copy`: another channel's does; `none` does. */
export type Place = { kind: 'home' } | { kind: 'copy'; home: string } | { kind: 'none' };
