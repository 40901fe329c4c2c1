import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import { enqueuePosts } from './enqueue-post.ts';

/** What keeps a single channel from being posted to. */
export const channelTroubles: readonly SlackTrouble[] = [
  'not_in_channel',
  'archived',
  'channel_gone',
  'restricted',
  'not_authorised',
];

const clear = `
update slack_channel set trouble = null, slack_error = null, since = null
where tenant = $1 and installation = $2 and channel = $3 and trouble is not null
returning trouble`;

const release = `
update slack_post set state = 'waiting', trouble = null, slack_error = null, next_at = null
where tenant = $1 and installation = $2 and channel = $3 and state = 'parked'
  and trouble = any($4)
returning agent, now() as at`;

/** What changed meanwhile, and roots of what isn't over: they say whether replies are heard. */
const redraw = `
update slack_post p set version = p.version + 1, redraw_at = coalesce(p.redraw_at, now())
where p.tenant = $1 and p.installation = $2 and p.channel = $3 and p.state = 'posted'
  and (p.version > p.drawn or not p.wanted or p.kind = 'card' and exists (
    select from slack_card k
    join conversation c on c.tenant = k.tenant and c.id = k.conversation and c.state <> 'closed'
    where k.tenant = p.tenant and k.id = p.card))`;

/**
 * A channel takes posts again: what was parked for its sake is released in order, what stands there
 * is drawn anew, and one summary says so. Nothing where all was well. Best in a transaction.
 */
export async function channelBack(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation, channel }: { tenant: string; installation: string; channel: string },
): Promise<{ released: number }> {
  const place = [tenant, installation, channel];
  const { rowCount: wasBroken } = await db.query(clear, place);
  const { rows: released } = await db.query<{ agent: string | null; at: Date }>(release, [
    ...place,
    channelTroubles,
  ]);
  if (wasBroken === 0 && released.length === 0) return { released: 0 };
  await db.query(redraw, place);
  const first = released.find(({ agent }) => agent !== null);
  if (first)
    await enqueuePosts({ db, now: first.at }, [
      {
        ...{ tenant, installation, channel, agent: first.agent, kind: 'summary' },
        data: { posted: released.length, dropped: 0 },
      },
    ]);
  await db.query("select pg_notify('belay_slack', $1)", [installation]);
  return { released: released.length };
}
