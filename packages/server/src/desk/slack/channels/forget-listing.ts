import { listingKey } from '../../../connectors/installation/list-channels.ts';
import type { Context } from '../../../context.ts';
import { accessOf, type ConnectedPlace } from '../integration/connected-place.ts';

/** The next search reads Slack's channels anew: one was made, joined or left. */
export async function forgetListing(ctx: Context, place: ConnectedPlace): Promise<void> {
  ctx.channelListings.forget(place.tenant, listingKey(await accessOf(ctx, place)));
}
