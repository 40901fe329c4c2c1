import type { Context } from '../../../context.ts';
import type { Operator } from '../../conversation/desk-actor.ts';
import type { SlackPlace } from './slack-place.ts';

/** Why somebody in Slack may not act here. */
export type SlackRefusal =
  /** a full member whom nobody here is linked to: `linkUrl` mends it */
  | 'unlinked'
  | 'guest'
  /** another company's, by Slack Connect */
  | 'stranger'
  | 'bot'
  | 'deactivated'
  /** linked to somebody who may not answer visitors (any more) */
  | 'no_role'
  /** Slack could not be asked who they are */
  | 'unchecked';

export interface NotOperator {
  refused: SlackRefusal;
  /** a sentence for them */
  why: string;
  /** one-time, for 30 minutes; theirs alone */
  linkUrl: string | null;
}

/** Somebody in Slack as an operator, or why not (TKO-5). */
export async function operatorOfSlack(
  _ctx: Context,
  _who: SlackPlace & { userId: string; teamId?: string | undefined },
): Promise<Operator | NotOperator> {
  throw new Error('not built yet');
}
