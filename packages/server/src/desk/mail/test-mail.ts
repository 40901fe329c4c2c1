import type { MailTest } from '@belay/contract/desk/mail';
import { BelayError } from '@belay/contract/error';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { handOver } from './hand-over.ts';
import { letterHtml } from './write-letter.ts';

/** An organisation's tests; more are somebody's game. */
const mostTestsAnHour = 20;
const subject = 'Belay can write e-mail';
const text =
  'This is a test: Belay reaches your mail server, and visitors who have left will get answers by e-mail.';

/** Sends one letter at once and says what the mail server said. Throws NOT_CONFIGURED, RATE_LIMITED. */
export async function testMail(ctx: Context, caller: Caller, to: string): Promise<MailTest> {
  const { tenant, actor, jti } = caller;
  const smtp = ctx.smtpOf(tenant);
  if (!smtp)
    throw new BelayError(
      'NOT_CONFIGURED',
      'No mail server is set up: whoever runs the server sets BELAY_SMTP_URL and BELAY_MAIL_FROM.',
    );
  const at = ctx.now();
  const id = uuidv7(at);
  // counted before it is sent; a test has no conversation, and is about nothing
  const { rowCount } = await ctx.pool.query(
    `insert into letter (tenant, id, recipient, subject, state, attempts, created_at)
     select $1, $2, $3, $4, 'failed', 1, $5
     where (select count(*) from letter
            where tenant = $1 and conversation is null and about is null and created_at > $6) < $7`,
    [tenant, id, to, subject, new Date(at), new Date(at - 3_600_000), mostTestsAnHour],
  );
  if (rowCount === 0)
    throw new BelayError(
      'RATE_LIMITED',
      `${mostTestsAnHour} tests were sent within an hour. Try again later.`,
    );
  await recordAudit(ctx.pool, at, {
    ...{ tenant, actor, jti },
    endpoint: 'mail.test',
    capability: 'desk.manage',
  });
  const html = letterHtml(text, '');
  const outcome = await handOver(smtp, { id, to, subject, text, html, thread: [] });
  const sent = outcome.state === 'sent';
  await ctx.pool.query(
    `update letter set state = $3, reason = $4, ended_at = $5 where tenant = $1 and id = $2`,
    [
      tenant,
      id,
      sent ? 'sent' : 'failed',
      outcome.state === 'sent' ? null : outcome.reason,
      new Date(ctx.now()),
    ],
  );
  return {
    sent,
    outcome:
      outcome.state === 'sent' ? `The mail server took the letter for ${to}.` : outcome.reason,
  };
}
