import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { oweReread } from './owe-reread.ts';

/** So often whoever hears Slack says that it is there. */
const everyMs = 10_000;
/** Slack repeats for five minutes what it could not deliver; a shorter hole loses nothing. */
const outageMs = 60_000;

/**
 * Notices an outage: nobody could hear Slack for a while, because all processes were down or the
 * database was away (TKO-7). Then the threads in which people answer are read again. For processes
 * that take requests; nothing is written where no agent speaks.
 */
export function keepListening(ctx: Context, beatMs = everyMs): { stop(): Promise<void> } {
  let beating: Promise<void> | undefined;
  const tick = () => {
    beating ??= beat(ctx)
      .catch((error: unknown) => {
        if (!ctx.stopping.aborted)
          ctx.log.warn({ err: error }, 'an outage could not be looked for');
      })
      .finally(() => {
        beating = undefined;
      });
  };
  const timer = setInterval(tick, beatMs);
  timer.unref();
  tick();
  return {
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}

const statement = `
with desks as (
  select distinct tenant, installation as id from slack_binding where installation is not null
), before as (
  select at from slack_listening for update
), beat as (
  insert into slack_listening (at) select $1 where exists (select from desks)
  on conflict (one) do update set at = greatest(slack_listening.at, excluded.at)
  returning at)
select desks.* from desks, before, beat where before.at < $1::timestamptz - $2::interval`;

/**
 * One word that somebody hears. For whom nobody did for too long it is owed in the same commit: the
 * next word sees no hole any more.
 */
export async function beat(ctx: Pick<Context, 'pool' | 'now'>): Promise<void> {
  const now = ctx.now();
  await inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<{ tenant: string; id: string }>({
      name: 'slack-listening',
      text: statement,
      values: [new Date(now), `${outageMs} milliseconds`],
    });
    await oweReread({ db, now }, rows);
  });
}
