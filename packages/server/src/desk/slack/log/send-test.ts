import type { SlackTestAnswer, slackTestBody } from '@belay/contract/desk/slack-delivery';
import {
  type SlackEvent,
  type SlackSettings,
  slackEvents,
} from '@belay/contract/desk/slack-settings';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { publicId } from '../../../memory/ids.ts';
import type { TestData } from '../draw/post-data.ts';
import { notConnected } from '../integration/connected-place.ts';
import { bindingOf } from '../integration/read-binding.ts';
import { recordSlackChange } from '../integration/record-slack-change.ts';
import { enqueuePosts } from '../outbox/enqueue-post.ts';
import { readChannels } from '../trouble/read-health-facts.ts';

/** So many people press a button that seems to do nothing. */
const mostWaiting = 20;

/**
 * Send Test (NTF-5): one message into each channel that a route leads to, or into the one that is
 * named; each goes the way of a real one, and its outcome is in the log. Throws CONFLICT while
 * nothing is connected or chosen, RATE_LIMITED while many tests wait.
 */
export async function sendTest(
  ctx: Context,
  caller: Caller,
  agent: string,
  { channel: only }: z.output<typeof slackTestBody>,
): Promise<SlackTestAnswer> {
  const { tenant } = caller;
  const binding = await bindingOf(ctx.pool, tenant, agent);
  const installation = binding?.installation;
  if (!binding || !installation) throw notConnected();
  const routes = routedEvents(binding.settings);
  const wanted = only === undefined ? [...routes.keys()] : [only];
  if (wanted.length === 0) throw noRoute('No channel is chosen yet. Choose one and save first.');
  if (only !== undefined && !routes.has(only))
    throw noRoute('No route leads to this channel yet. Save it first, then test it.');
  const ids = await inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<{ n: number }>(
      `select count(*)::int as n from slack_post
       where tenant = $1 and installation = $2 and kind = 'test' and state in ('waiting', 'sending')`,
      [tenant, installation],
    );
    if ((rows[0]?.n ?? 0) + wanted.length > mostWaiting)
      throw new BelayError(
        'RATE_LIMITED',
        'Earlier tests are still on their way. Try again soon.',
        {
          retry_after_s: 10,
        },
      );
    const made = await enqueuePosts(
      { db, now: new Date(ctx.now()) },
      wanted.map((channel) => ({
        ...{ tenant, installation, channel, agent, kind: 'test' },
        data: { events: routes.get(channel) ?? [] } satisfies TestData,
        because: 'Send Test',
      })),
    );
    await recordSlackChange(ctx, db, caller, 'test', { agent, channels: wanted });
    return made;
  });
  const names = await readChannels(ctx.pool, tenant, installation, wanted);
  return {
    items: wanted.map((id, n) => ({
      delivery_id: publicId('pst', ids[n] ?? ''),
      channel: { id, name: names.get(id)?.name ?? id },
    })),
  };
}

/** Which events a channel may get: by its own choice, the default, a rule, or as catch-all. */
export function routedEvents(settings: SlackSettings): Map<string, SlackEvent[]> {
  const on = slackEvents.filter((event) => settings.events[event].enabled);
  const routed = new Map<string, Set<SlackEvent>>();
  const lead = (channel: string | null, events: readonly SlackEvent[]) => {
    if (channel === null) return;
    const known = routed.get(channel) ?? new Set();
    for (const event of events) known.add(event);
    routed.set(channel, known);
  };
  lead(settings.default_channel, []);
  for (const event of on) lead(settings.events[event].channel ?? settings.default_channel, [event]);
  for (const { channel, when } of settings.rules)
    lead(
      channel,
      on.filter((event) => when.events.length === 0 || when.events.includes(event)),
    );
  lead(settings.catch_all, on);
  for (const step of settings.ladder)
    if (step.do === 'channel')
      lead(
        step.channel,
        on.filter((event) => event === 'escalation'),
      );
  lead(
    settings.fallback_channel,
    on.filter((event) => event === 'escalation'),
  );
  lead(settings.digest?.channel ?? null, []);
  return new Map(
    [...routed].map(([channel, events]) => [
      channel,
      slackEvents.filter((event) => events.has(event)),
    ]),
  );
}

function noRoute(message: string): BelayError {
  return new BelayError('CONFLICT', message, { reason: 'no_channel' });
}
