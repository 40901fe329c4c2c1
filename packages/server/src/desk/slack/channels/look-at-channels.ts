import { SlackError } from '@belay/slack/error';
import type { Channel } from '@belay/slack/model';
import type { Context } from '../../../context.ts';
import { askPlace, type Workplace } from '../integration/connected-place.ts';

/** So many are asked for at once. */
const abreast = 5;

/**
 * Channels as they are at Slack at this moment, by id; those that the app can't see are `unknown`
 * with Slack's word for it. Throws what `askSlack` throws for anything else.
 */
export function lookAtChannels(
  ctx: Context,
  place: Workplace,
  ids: readonly string[],
): Promise<{ seen: Map<string, Channel>; unknown: Map<string, string> }> {
  return askPlace(ctx, place, async (workspace, signal) => {
    const seen = new Map<string, Channel>();
    const unknown = new Map<string, string>();
    const left = [...ids];
    const look = async () => {
      for (let id = left.pop(); id !== undefined; id = left.pop())
        try {
          seen.set(id, await workspace.channel(id, signal));
        } catch (error) {
          // a lack of groups:read shows as missing_scope for that one channel only
          if (!(error instanceof SlackError) || !['channel', 'scope'].includes(error.class))
            throw error;
          unknown.set(id, error.code);
        }
    };
    await Promise.all(Array.from({ length: abreast }, look));
    return { seen, unknown };
  });
}
