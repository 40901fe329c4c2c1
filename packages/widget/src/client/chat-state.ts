import type {
  WidgetAgent,
  WidgetConversation,
  WidgetMessage,
  WidgetSession,
} from '@belay/contract/desk/widget';
import type { Phase } from './follow.ts';
import type { OutMessage } from './outbox.ts';

export interface Thread {
  /** in order of their seq */
  messages: WidgetMessage[];
  hasEarlier: boolean;
  /** all of it up to now was read from the server, not only what the stream brought */
  isRead: boolean;
}

/** What the assistant is saying right now, sentence by sentence. */
export interface Draft {
  turn: number;
  attempt: number;
  /** by its number within the attempt */
  parts: Record<number, string>;
}

/** What is known of the visitor's conversations. */
export interface Talk {
  conversations: Record<string, WidgetConversation>;
  threads: Record<string, Thread>;
  drafts: Record<string, Draft>;
  /** turns up to this one were cancelled: nothing of theirs is shown again */
  cancelled: Record<string, number>;
  typing: Record<string, { name: string | null; until: number }>;
}

export const emptyTalk: Talk = {
  conversations: {},
  threads: {},
  drafts: {},
  cancelled: {},
  typing: {},
};

/** Everything that is shown. */
export interface ChatState {
  /** `gone`: no such agent here */
  phase: 'loading' | 'ready' | 'gone';
  agent: WidgetAgent | null;
  visitor: WidgetSession['visitor'] | null;
  talk: Talk;
  /** a public id, or `new:…` */
  current: string;
  out: OutMessage[];
  connection: Phase | 'none';
  isOnline: boolean;
  /** requests fail though the browser is online */
  isAway: boolean;
  isBlocked: boolean;
  /** ms since the epoch: the server asked to wait until then */
  slowUntil: number;
  isOpen: boolean;
  /** given, or put off */
  lead: 'given' | 'skipped' | null;
  /** the last thing that was asked for and didn't work, in the server's words */
  trouble: string | null;
}
