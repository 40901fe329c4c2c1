import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { CardMessage } from '@belay/slack/cards/block';
import type { Context } from '../../../context.ts';
import type { PostRow } from './post-row.ts';

/** What a post looks like now. */
export type Drawn =
  | { kind: 'message'; message: CardMessage }
  | { kind: 'delete' }
  /** not to be said any more */
  | { kind: 'drop'; trouble: SlackTrouble | null };

/** Draws posts from how things stand, by their ids; one that is missing is not to be said. */
export type Draw = (
  ctx: Context,
  tenant: string,
  posts: readonly PostRow[],
) => Promise<Map<string, Drawn>>;
