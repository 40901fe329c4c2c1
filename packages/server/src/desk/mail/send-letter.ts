import type pg from 'pg';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { addJob } from '../../jobs/add-job.ts';
import type { Task } from '../../jobs/tasks.ts';
import { receiptsMailed } from '../slack/hear/line/receipts.ts';
import { handOver } from './hand-over.ts';
import { chatLink } from './mail-unseen.ts';
import { letterHtml } from './write-letter.ts';

const minute = 60_000;
/** After each try that failed; then it is given up. */
const pausesMs = [minute, 10 * minute, 60 * minute];

interface Claimed {
  tenant: string;
  id: string;
  recipient: string;
  subject: string;
  body: string;
  attempts: number;
  agent: string | null;
  /** of a letter to the team */
  link: string | null;
  thread: string[];
}

/**
 * Hands one letter to the mail server. Cut off between its "yes" and our commit it is sent again,
 * with the same Message-ID: programs show it once.
 */
export const sendLetter: Task<{ tenant: string; letter: string }> = async (
  ctx,
  { tenant, letter },
  { signal },
) => {
  const claimed = await claim(ctx.pool, tenant, letter);
  if (!claimed) return;
  const smtp = ctx.smtpOf(tenant);
  if (!smtp) return settle(ctx, claimed, 'failed', 'No mail server is configured any more.');
  const outcome = await handOver(
    smtp,
    {
      id: claimed.id,
      to: claimed.recipient,
      subject: claimed.subject,
      text: claimed.body,
      html: letterHtml(claimed.body, linkOf(ctx, claimed)),
      thread: claimed.thread,
    },
    { signal },
  );
  if (outcome.state === 'sent') {
    await receiptsMailed(ctx.pool, { tenant, letter });
    return settle(ctx, claimed, 'sent', null);
  }
  const wait = pausesMs[claimed.attempts - 1];
  if (outcome.permanent || (wait === undefined && !signal.aborted))
    return settle(ctx, claimed, 'failed', outcome.reason);
  await tryLater(ctx, claimed, signal.aborted ? undefined : wait, outcome.reason);
};

/** The line of the letter that leads on. */
function linkOf(ctx: Context, { agent, link }: Claimed): string {
  return link ?? (agent === null ? '' : chatLink(ctx, agent));
}

async function claim(pool: pg.Pool, tenant: string, letter: string): Promise<Claimed | undefined> {
  const { rows } = await pool.query<Claimed>(
    `update letter l set attempts = l.attempts + 1
     where l.tenant = $1 and l.id = $2 and l.state = 'waiting' and l.body is not null
     returning l.tenant, l.id, l.recipient, l.subject, l.body, l.attempts, l.link,
       (select c.agent from conversation c where c.tenant = l.tenant and c.id = l.conversation) as agent,
       array(select b.id::text from letter b
             where b.tenant = l.tenant and b.conversation = l.conversation and b.state = 'sent'
               and b.recipient = l.recipient and b.id < l.id
             order by b.id limit 20) as thread`,
    [tenant, letter],
  );
  return rows[0];
}

async function settle(
  ctx: Context,
  { tenant, id }: Claimed,
  state: 'sent' | 'failed',
  reason: string | null,
): Promise<void> {
  await ctx.pool.query(
    `update letter set state = $3, reason = $4, body = null, ended_at = $5
     where tenant = $1 and id = $2 and state = 'waiting'`,
    [tenant, id, state, reason, new Date(ctx.now())],
  );
}

/** `waitMs` undefined: we broke it off ourselves, which counts as no try. */
async function tryLater(
  ctx: Context,
  { tenant, id }: Claimed,
  waitMs: number | undefined,
  reason: string,
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    await db.query(
      `update letter set reason = $3, attempts = attempts - $4::int where tenant = $1 and id = $2`,
      [tenant, id, waitMs === undefined ? null : reason, waitMs === undefined ? 1 : 0],
    );
    const at = new Date(ctx.now() + (waitMs ?? 0));
    await addJob(db, 'send_letter', { tenant, letter: id }, { at });
  });
}
