import { BelayError } from '@belay/contract/error';
import type { Channel } from '@belay/slack/model';
import type { Context } from '../../context.ts';
import { askSlack, type Patience, type SlackAccess } from './ask-slack.ts';

/** Beyond 20,000 channels Slack's limit makes a listing take minutes: it goes on behind the answer. */
const patient: Patience = { deadlineMs: 5 * 60_000, pauseMs: 60_000 };
const answerWithinMs = 20_000;

/** Every channel that a token sees, at most five minutes old; direct messages left out. */
export async function listChannels(
  ctx: Context,
  tenant: string,
  by: string | SlackAccess,
): Promise<Channel[]> {
  const listing = ctx.channelListings.of(tenant, listingKey(by), () =>
    askSlack(
      ctx,
      by,
      async (workspace, signal) => {
        const channels: Channel[] = [];
        for await (const page of workspace.channels(signal))
          channels.push(...page.filter(({ isDirect }) => !isDirect));
        return channels.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      },
      patient,
    ),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new BelayError(
            'UNAVAILABLE',
            'Slack is still listing its channels: there are very many, or it holds us back. Try again in 10 s, it goes on meanwhile.',
            { retry_after_s: 10 },
          ),
        ),
      answerWithinMs,
    );
  });
  return Promise.race([listing, late]).finally(() => clearTimeout(timer));
}

/** What a listing is kept under: a token of many workspaces has one for each. */
export function listingKey(by: string | SlackAccess): string {
  if (typeof by === 'string') return by;
  return by.teamId === undefined ? by.token : `${by.token} ${by.teamId}`;
}
