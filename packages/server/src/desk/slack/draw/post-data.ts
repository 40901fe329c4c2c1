import type { CardEvent } from '@belay/slack/cards/card-model';
import type { PostRow } from '../outbox/post-row.ts';

/** `slack_post.data` of `card` and `event`: which events it names; ids and figures alone. */
export interface EventData {
  /** announcements (uuids) of one commit, the first one first; none: made from how things stand */
  announcements?: string[];
  remark?: 'repeated' | 'continued' | 'is_back';
  /** of a rule: a user group that rings with an escalation */
  mention?: string;
}

/** Of `history`: one of so many posts about the messages after `from`, through `through`. */
export interface HistoryData {
  from: number;
  through: number;
  /** from 1 */
  n: number;
  of: number;
}

/** Of `line`. */
export interface LineData {
  /** the owner in Slack, who is called: the visitor's first unanswered words */
  mention?: string;
  /** of a long message: which of so many pieces, from 1 */
  piece?: number;
  pieces?: number;
  /** whose (uuid), but for the first one, which is its `message` */
  whose?: string;
}

/** Of `test`: what its route would send. */
export interface TestData {
  events: CardEvent['kind'][];
}

/** Of `summary`: what comes late, and what doesn't come any more. */
export interface SummaryData {
  posted: number;
  dropped: number;
}

// only this program writes the rows, each kind with its own data

export function eventData({ data }: Pick<PostRow, 'data'>): EventData {
  return data as EventData;
}

export function historyData({ data }: Pick<PostRow, 'data'>): HistoryData {
  return data as unknown as HistoryData;
}

export function lineData({ data }: Pick<PostRow, 'data'>): LineData {
  return data as LineData;
}

/** The message (uuid) that a line tells, or a piece of. */
export function messageOf(post: Pick<PostRow, 'data' | 'message'>): string | null {
  return post.message ?? lineData(post).whose ?? null;
}

/** Announcements (uuids) that a post names. */
export function announcementsOf(post: Pick<PostRow, 'data'>): string[] {
  return eventData(post).announcements ?? [];
}
