import { announcedAs, slackEvents } from '@belay/contract/desk/slack-settings';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import { namedChannels } from '../integration/named-channels.ts';
import { type Binding, bindingOf } from '../integration/read-binding.ts';
import { lockStandingIn } from '../notify/lock-standing.ts';
import { tellEvent } from '../notify/tell-event.ts';
import { channelTroubles } from '../outbox/channel-back.ts';
import { routeFacts } from '../route/route-facts.ts';
import { routesOf } from '../route/routes-of.ts';
import type { Which } from './release-parked.ts';

interface LostCard {
  card: string;
  conversation: string;
}

/** Cards of channels that can't be posted in, and that no route leads to any more. */
const lostCards = `
select distinct p.card, k.conversation from slack_post p
join slack_card k on k.tenant = p.tenant and k.id = p.card and k.erased_at is null
join slack_channel c on c.tenant = p.tenant and c.installation = p.installation
  and c.channel = p.channel and c.trouble = any($6)
where p.tenant = $1 and p.agent = $2 and p.state = 'parked' and p.announcement is not null
  and ($3::text is null or p.channel = $3) and ($4::uuid is null or p.id = $4)
  and p.channel <> all($5::text[])`;

/**
 * What is parked for a channel that people gave up goes where its event would go now; answers how
 * many events. Each conversation in a transaction of its own, under its lock.
 */
export async function moveParked(ctx: Context, which: Which): Promise<number> {
  const { tenant, agent, channel, post } = which;
  const binding = await bindingOf(ctx.pool, tenant, agent);
  if (!binding?.installation) return 0;
  const { rows } = await ctx.pool.query<LostCard>(lostCards, [
    ...[tenant, agent, channel ?? null, post ?? null],
    ...[namedChannels(binding.settings), channelTroubles],
  ]);
  let moved = 0;
  for (const lost of rows)
    moved += await inTransaction(ctx.pool, async (db) => {
      const standing = await lockStandingIn(db, tenant, lost.conversation);
      return standing
        ? moveCard({ db, now: new Date(ctx.now()) }, standing, binding, lost.card)
        : 0;
    });
  return moved;
}

async function moveCard(
  tx: DatedTx,
  standing: Standing,
  { installation, settings }: Binding,
  card: string,
): Promise<number> {
  const { db } = tx;
  const { tenant, agent, id: conversation } = standing;
  const { rows } = await db.query<{ id: string; kind: string; at: Date; action: string | null }>(
    `select n.id, n.kind, n.at, n.data -> 'action' ->> 'id' as action
     from slack_post p
     cross join lateral jsonb_array_elements_text(p.data -> 'announcements') as a (id)
     join announcement n on n.tenant = p.tenant and n.id = a.id::uuid
     where p.tenant = $1 and p.card = $2 and p.state = 'parked' order by n.id`,
    [tenant, card],
  );
  for (const { id: announcement, kind, at, action } of rows) {
    const event = slackEvents.find((each) => announcedAs[each] === kind);
    if (event === undefined || installation === null) continue;
    const about = { tenant, agent, conversation, event, action, at };
    const facts = await routeFacts(db, about, settings);
    const routes = facts ? routesOf(settings, facts).routes : [];
    await tellEvent(tx, standing, {
      ...{ installation, routes, history: settings.history },
      event: { kind: event, announcement },
    });
  }
  // its thread can't go on there: nothing of it is sent any more
  await db.query(
    `update slack_post set state = 'dropped' where tenant = $1 and card = $2 and state = 'parked'`,
    [tenant, card],
  );
  return rows.length;
}
