import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { type DeskTx, deskTransaction } from '../conversation/state/desk-transaction.ts';
import { lockStanding, type Standing } from '../conversation/state/standing.ts';
import { forEachDue } from '../conversation/timers/for-each-due.ts';
import { sayLine } from '../conversation/verbs/say-line.ts';
import { recordNews } from '../live/record-news.ts';
import { alignLadder } from './align-ladder.ts';
import { chooseStep, deedOf } from './choose-step.ts';
import { doStep } from './do-step.ts';
import { settleSteps } from './ladder-row.ts';
import { mailAtOnce } from './mail-ladder.ts';
import { readWay, type Way } from './read-way.ts';

/** So many conversations at once; the rest at the next look. */
const most = 200;

/** Reminds of everybody who waits for too long (NTF-6). Any number of processes may look at once. */
export async function climbLadders(ctx: Context): Promise<void> {
  const { rows } = await ctx.pool.query<{ tenant: string; id: string }>(
    `select distinct tenant, conversation as id from ladder_step
     where state = 'waiting' and due_at <= $1 limit ${most}`,
    [new Date(ctx.now())],
  );
  const due = rows.map((row) => ({ ...row, claim: null, epoch: 0 }));
  await forEachDue(ctx, due, ({ tenant, id }) =>
    deskTransaction(ctx, async (tx) => climb(tx, await lockStanding(tx, tenant, id))),
  );
}

async function climb(tx: DeskTx, standing: Standing): Promise<void> {
  await forgetFormer(tx, standing);
  if (standing.state !== 'waiting') return;
  const way = await readWay(tx.ctx, tx.db, standing);
  if (!way) return stopAll(tx, standing, 'Escalations are not told any more.');
  if (standing.visitor_blocked) return stopAll(tx, standing, 'The visitor was blocked.');
  const { rows } = await alignLadder(tx, standing, way);
  const due = rows.filter(({ due_at }) => due_at !== null && due_at <= tx.now);
  if (due.length === 0) return;
  const left = await climbFrom(tx, standing, way, {
    waiting: rows.map(({ step }) => step),
    due: due.map(({ step }) => step),
  });
  if (left === 0) await tellTruth(tx, standing);
  await tellInbox(tx, standing);
}

/** Does one step of those that are due, settles what it overtakes; how many wait still. */
async function climbFrom(
  tx: DeskTx,
  standing: Standing,
  way: Way,
  { waiting, due }: { waiting: readonly number[]; due: readonly number[] },
): Promise<number> {
  const { chosen, skipped } = chooseStep(waiting, due, way);
  const settle = (step: number, state: 'done' | 'skipped', note: string) =>
    settleSteps(tx.db, standing, [step], { state, note, at: tx.now });
  for (const { step, note } of skipped) await settle(step, 'skipped', note);
  const deed = chosen === null ? undefined : deedOf(way, chosen);
  const note =
    chosen === null || deed === undefined
      ? undefined
      : await doStep(tx, standing, way, { n: chosen, deed });
  // what can't be said in Slack is not left unsaid (NTF-4)
  if (note === undefined) await mailAtOnce(tx, standing, way);
  // one that comes before its time and fails has another try
  const isOver = chosen !== null && (note !== undefined || due.includes(chosen));
  if (isOver)
    await settle(chosen, note ? 'done' : 'skipped', note ?? 'There was no channel for it.');
  return waiting.length - skipped.length - (isOver ? 1 : 0);
}

/** Everybody was asked, and nobody came: the visitor hears that, and how else they are reached. */
async function tellTruth({ ctx, db }: DeskTx, standing: Standing): Promise<void> {
  const { tenant, id: conversation, escalation } = standing;
  await sayLine(
    ctx,
    db,
    { tenant, conversation },
    {
      code: 'nobody_free',
      params: standing.visitor_email === null ? {} : { mail: 'known' },
      clientId: `nobody-free:${escalation}`,
    },
  );
}

/** What belongs to an escalation that is over. */
async function forgetFormer({ db, now }: DeskTx, standing: Standing): Promise<void> {
  await db.query(
    `update ladder_step set state = 'stopped', note = 'It is over.', done_at = $4
     where tenant = $1 and conversation = $2 and state = 'waiting'
       and (escalation is distinct from $3 or $5)`,
    [standing.tenant, standing.id, standing.escalation, now, standing.state !== 'waiting'],
  );
}

/** Nobody is to be reminded of it any more. */
async function stopAll({ db, now }: DeskTx, standing: Standing, note: string): Promise<void> {
  await db.query(
    `update ladder_step set state = 'stopped', note = $4, done_at = $3
     where tenant = $1 and conversation = $2 and state = 'waiting'`,
    [standing.tenant, standing.id, now, note],
  );
}

/** Open pages of it read the ladder again. */
function tellInbox({ db }: DeskTx, { tenant, id, visitor }: Standing): Promise<void> {
  const forOperators = { kind: 'slack', conversation_id: publicId('cnv', id) } as const;
  return recordNews(db, [{ tenant, visitor, conversation: id, forOperators, forVisitor: null }]);
}
