import type { Channel } from '@belay/slack/model';
import type { Context } from '../../context.ts';
import { askSlack } from './ask-slack.ts';

/** Every channel that a token sees, at most five minutes old; direct messages left out. */
export function listChannels(ctx: Context, tenant: string, token: string): Promise<Channel[]> {
  return ctx.channelListings.of(tenant, token, () =>
    askSlack(ctx, token, async (workspace, signal) => {
      const channels: Channel[] = [];
      for await (const page of workspace.channels(signal))
        channels.push(...page.filter(({ isDirect }) => !isDirect));
      return channels.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    }),
  );
}
