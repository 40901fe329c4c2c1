import type { CardEvent } from '@belay/slack/cards/card-model';

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
}

/** Of `test`: what its route would send. */
export interface TestData {
  events: CardEvent['kind'][];
}

/** Of `summary`: what was not posted while the channel was away. */
export interface SummaryData {
  posted: number;
  dropped: number;
}
