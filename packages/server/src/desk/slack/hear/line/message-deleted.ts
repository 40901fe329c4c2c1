import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { rootGone } from '../../notify/root-gone.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import type { HeardOf } from '../store/heard.ts';
import { deleteLine, noteDeleted } from './delete-line.ts';
import { lineAt } from './find-line.ts';
import { threadAt } from './thread-at.ts';

/** A line, or one of our roots: a card is replaced once, then silent (NTF-3). */
export async function messageDeleted(
  ctx: Context,
  place: SlackPlace,
  { channel, ts, threadTs, userId }: HeardOf<'deleted'>,
): Promise<void> {
  const card = await rootAt(ctx, place, channel, ts);
  if (card !== undefined) {
    const { tenant } = place;
    await inTransaction(ctx.pool, (db) => rootGone(db, { tenant, card, ts }, 'deleted'));
    return;
  }
  const row = await lineAt(ctx.pool, place, channel, ts);
  if (row) return deleteLine(ctx, row);
  const where = threadTs === null ? undefined : await threadAt(ctx.pool, place, channel, threadTs);
  if (!where) return;
  if (await noteDeleted(ctx, where, ts, userId)) return;
  const written = await lineAt(ctx.pool, place, channel, ts);
  if (written) await deleteLine(ctx, written);
}

/** The card (uuid) whose root stands there now. */
async function rootAt(
  { pool }: Context,
  { tenant, installation }: SlackPlace,
  channel: string,
  ts: string,
): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'slack-root-at',
    text: `select c.id from slack_thread t
           join slack_card c on c.tenant = t.tenant and c.id = t.card and c.ts = t.ts
           where t.tenant = $1 and t.installation = $2 and t.channel = $3 and t.ts = $4`,
    values: [tenant, installation, channel, ts],
  });
  return rows[0]?.id;
}
