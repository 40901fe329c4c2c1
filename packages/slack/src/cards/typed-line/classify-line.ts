import { tsToMs } from '../../ids/ts.ts';
import type { Message } from '../../model.ts';
import type { HeldChoice, HeldReason } from '../held-prompt.ts';
import { isMarkedInternal } from './internal-mark.ts';
import { type Doubt, doubtsOfWords, staleMs } from './line-doubts.ts';

/** What is known of the moment in which a line is judged. */
export interface LineFacts {
  /** our own user in that workspace */
  botUserId: string;
  /** `home`: the thread that mirrors the conversation; `other`: of another card of it, or an old one */
  thread: 'home' | 'other' | 'none';
  /** false also for guests, strangers and other teams */
  isLinked: boolean;
  state:
    | { kind: 'agent' | 'waiting' | 'closed' }
    /** `claimedAt`: ms since the epoch */
    | { kind: 'human'; owner: 'author'; claimedAt: number }
    | { kind: 'human'; owner: 'other'; maySteal: boolean };
  /** ms since the epoch */
  now: number;
  /** one of its files can't be passed on */
  hasRefusedFile: boolean;
  /** doubts that its author has seen and wants to pass; default: none */
  accepted?: readonly HeldReason[];
  /** the patterns belong to whoever redacts; see `connector`'s redactor */
  isSecret: (text: string) => boolean;
}

export type TypedLine =
  | { kind: 'ignored'; why: 'machine' | 'me_message' | 'housekeeping' | 'elsewhere' }
  /** what follows our name, as Slack has it */
  | { kind: 'command'; text: string }
  | {
      kind: 'internal';
      why: 'not_linked' | 'marked' | 'other_owner' | 'unknown_kind';
      choices: HeldChoice[];
    }
  | { kind: 'held'; why: HeldReason; choices: HeldChoice[] }
  | { kind: 'send' };

/**
 * What becomes of a line that somebody typed in Slack: the first rule that matches holds, and only
 * what passes all of them goes to the visitor (TKO-4). Judge the newest version again before a held
 * line is sent after all.
 */
export function classifyLine(message: Message, facts: LineFacts): TypedLine {
  return (
    notForUs(message, facts) ??
    command(message, facts) ??
    internal(message, facts) ??
    misplaced(message, facts) ??
    byState(facts) ??
    doubtful(message, facts) ?? { kind: 'send' }
  );
}

const spoken: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'reply_broadcast',
]);

function notForUs({ author, kind, subtype, ts, threadTs }: Message, facts: LineFacts) {
  const ignored = (why: (TypedLine & { kind: 'ignored' })['why']) =>
    ({ kind: 'ignored', why }) as const;
  if (author.botId !== undefined || author.appId !== undefined || subtype === 'bot_message')
    return ignored('machine');
  if ([undefined, facts.botUserId, 'USLACKBOT'].includes(author.userId)) return ignored('machine');
  if (subtype === 'me_message') return ignored('me_message');
  if (kind !== 'content') return ignored('housekeeping');
  if (facts.thread === 'none' || threadTs === undefined || threadTs === ts)
    return ignored('elsewhere');
  return undefined;
}

function command({ text }: Message, { botUserId }: LineFacts): TypedLine | undefined {
  const [whole, id] = /^\s*<@([A-Z0-9]+)(?:\|[^>]*)?>/.exec(text) ?? [];
  if (whole === undefined || id !== botUserId) return undefined;
  return { kind: 'command', text: text.slice(whole.length).trim() };
}

function internal(message: Message, facts: LineFacts): TypedLine | undefined {
  const kept = (why: (TypedLine & { kind: 'internal' })['why']): TypedLine => ({
    kind: 'internal',
    why,
    choices: [],
  });
  if (!facts.isLinked) return kept('not_linked');
  if (isMarkedInternal(message)) return kept('marked');
  return spoken.has(message.subtype) ? undefined : kept('unknown_kind');
}

function misplaced(message: Message, { thread }: LineFacts): TypedLine | undefined {
  if (thread !== 'home') return { kind: 'held', why: 'other_thread', choices: ['keep'] };
  if (message.isBroadcast) return { kind: 'held', why: 'broadcast', choices: ['keep'] };
  return undefined;
}

function byState({ state }: LineFacts): TypedLine | undefined {
  switch (state.kind) {
    case 'agent':
    case 'waiting':
      return { kind: 'held', why: state.kind, choices: ['take_send', 'send_leave', 'keep'] };
    case 'closed':
      return { kind: 'held', why: 'closed', choices: ['reopen_send', 'keep'] };
    case 'human':
      if (state.owner === 'author') return undefined;
      return { kind: 'internal', why: 'other_owner', choices: state.maySteal ? ['steal'] : [] };
  }
}

function doubtful(message: Message, facts: LineFacts): TypedLine | undefined {
  const doubts = [...doubtsOfWords(message, facts.isSecret), ...doubtsOfMoment(message.ts, facts)];
  const why = doubts.find((doubt) => !facts.accepted?.includes(doubt));
  return why === undefined ? undefined : { kind: 'held', why, choices: ['send', 'keep'] };
}

function doubtsOfMoment(ts: string, { state, now, hasRefusedFile }: LineFacts): Doubt[] {
  const at = tsToMs(ts);
  const isOfBefore = state.kind === 'human' && state.owner === 'author' && at < state.claimedAt;
  return [
    ...(now - at > staleMs ? (['old'] as const) : []),
    ...(isOfBefore ? (['before_claim'] as const) : []),
    ...(hasRefusedFile ? (['refused_file'] as const) : []),
  ];
}
