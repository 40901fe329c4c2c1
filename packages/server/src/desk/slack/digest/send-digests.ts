import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { enqueuePosts } from '../outbox/enqueue-post.ts';
import type { DigestData } from './digest-data.ts';
import { type DigestDay, digestDay } from './digest-day.ts';
import { digestFigures } from './digest-figures.ts';

interface Wish {
  tenant: string;
  agent: string;
  installation: string;
  digest: NonNullable<SlackSettings['digest']>;
  zone: string | null;
  connected_at: Date | null;
  /** the newest day that was told */
  told: string | null;
}

/**
 * Tells each agent's day in the channel that was chosen for it, at the agent's own local time: once,
 * however many processes look. After an outage the last day alone is told.
 */
export async function sendDigests(ctx: Context): Promise<void> {
  const now = new Date(ctx.now());
  for (const wish of await readWishes(ctx.pool)) {
    const day = digestDay(wish.zone ?? 'UTC', wish.digest.at, now);
    const isTold = wish.told !== null && wish.told >= day.day;
    // who connects in the afternoon asks for tomorrow's
    const isNew = wish.connected_at !== null && wish.connected_at > day.at;
    if (now < day.at || isTold || isNew) continue;
    try {
      await inTransaction(ctx.pool, (db) => send(db, wish, day, now));
    } catch (error) {
      if (ctx.stopping.aborted) throw error;
      // no agent keeps another's from being told
      ctx.log.warn({ err: error, agent: wish.agent }, 'a daily digest could not be told');
    }
  }
}

async function readWishes(pool: pg.Pool): Promise<Wish[]> {
  const { rows } = await pool.query<Wish>(
    `select b.tenant, b.agent, b.installation, b.settings -> 'digest' as digest, b.connected_at,
            a.settings #>> '{hours,zone}' as zone,
            (select max(d.day)::text from slack_digest d
             where d.tenant = b.tenant and d.agent = b.agent) as told
     from slack_binding b
     join agent a on a.tenant = b.tenant and a.id = b.agent
     join slack_installation i
       on i.tenant = b.tenant and i.id = b.installation and i.state = 'active'
     where jsonb_typeof(b.settings -> 'digest') = 'object'`,
  );
  return rows;
}

/** Whoever writes the row of the day sends it. */
async function send(
  db: pg.PoolClient,
  { tenant, agent, installation, digest }: Wish,
  day: DigestDay,
  now: Date,
): Promise<void> {
  const { rowCount } = await db.query(
    'insert into slack_digest (tenant, agent, day) values ($1, $2, $3) on conflict do nothing',
    [tenant, agent, day.day],
  );
  if (rowCount === 0) return;
  const figures = await digestFigures(db, { tenant, agent }, day);
  const data: DigestData = { day: day.day, ...figures };
  await enqueuePosts({ db, now }, [
    {
      ...{ tenant, agent, installation, channel: digest.channel, kind: 'digest', data },
      because: `The daily digest, at ${digest.at}`,
    },
  ]);
  await db.query(
    `delete from slack_digest where tenant = $1 and agent = $2
       and day < ($3::timestamptz - interval '40 days')::date`,
    [tenant, agent, now],
  );
}
