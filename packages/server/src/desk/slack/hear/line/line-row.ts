import type { HeldChoice, HeldReason } from '@belay/slack/cards/held-prompt';
import type { Message } from '@belay/slack/model';

export type LineFate =
  | 'waiting'
  | 'sent'
  | 'internal'
  | 'held'
  | 'cancelled'
  | 'failed'
  | 'retracted';

/** One reaction tells what became of a line; null: none is wanted. */
export type Receipt = 'stored' | 'seen' | 'mailed' | 'internal' | 'held' | 'failed';

/** A row of `slack_line`; ids are uuids, but for Slack's. */
export interface LineRow {
  tenant: string;
  id: string;
  installation: string;
  channel: string;
  ts: string;
  thread_ts: string;
  card: string;
  conversation: string;
  user_id: string;
  person: string | null;
  fate: LineFate;
  reason: HeldReason | null;
  choices: HeldChoice[];
  held_until: Date | null;
  accepted: HeldReason[];
  choice: HeldChoice | null;
  send_at: Date | null;
  /** the newest version; null: settled */
  body: string | null;
  edited_ts: string | null;
  event_ts: string | null;
  message: string | null;
  /** Slack's id → ours (uuid) */
  files: Record<string, string>;
  receipt: Receipt | null;
}

/** The newest version of a line that isn't settled. */
export function messageOf(row: Pick<LineRow, 'body'>): Message | undefined {
  // `bodyOf` wrote it
  return row.body === null ? undefined : (JSON.parse(row.body) as Message);
}

/** What is kept of a message until it is settled: no reactions, no thread of others. */
export function bodyOf({ reactions: _, thread: __, ...message }: Message): string {
  return JSON.stringify({ ...message, reactions: [] });
}

/** Under which the desk knows the words: heard twice is said once. */
export function clientIdOf({ channel, ts }: Pick<LineRow, 'channel' | 'ts'>): string {
  return `slack:${channel}:${ts}`;
}
