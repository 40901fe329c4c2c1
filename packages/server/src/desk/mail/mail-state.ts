import type { MailState } from '@belay/contract/desk/mail';
import type { Context } from '../../context.ts';

interface Figures {
  waiting: number;
  sent_at: Date | null;
  failed_at: Date | null;
  reason: string | null;
}

/** Whether visitors who left are written to, and what keeps it from working. */
export async function mailState(ctx: Context, tenant: string): Promise<MailState> {
  const { rows } = await ctx.pool.query<Figures>(
    `select
       (select count(*)::int from letter where tenant = $1 and state = 'waiting') as waiting,
       (select max(ended_at) from letter where tenant = $1 and state = 'sent') as sent_at,
       f.ended_at as failed_at, f.reason
     from (select) one left join lateral (
       -- one that is tried again has a reason already
       select coalesce(ended_at, created_at) as ended_at, reason from letter
       where tenant = $1 and state <> 'sent' and reason is not null
       order by coalesce(ended_at, created_at) desc limit 1) f on true`,
    [tenant],
  );
  const { waiting = 0, sent_at = null, failed_at = null, reason = null } = rows[0] ?? {};
  const isFailing = failed_at !== null && (sent_at === null || failed_at > sent_at);
  const smtp = ctx.smtpOf(tenant);
  return {
    configured: smtp !== undefined,
    from: smtp?.from ?? null,
    sentence: sentence(smtp !== undefined, isFailing ? reason : null, sent_at !== null),
    waiting,
    last_sent_at: sent_at?.toISOString() ?? null,
    last_failure:
      failed_at !== null && reason !== null ? { at: failed_at.toISOString(), reason } : null,
  };
}

function sentence(isConfigured: boolean, failing: string | null, hasSent: boolean): string {
  if (!isConfigured)
    return 'Visitors who have left get no e-mail: whoever runs the server sets BELAY_SMTP_URL and BELAY_MAIL_FROM.';
  if (failing !== null) return `The last letter did not go out. ${failing}`;
  if (hasSent) return 'Visitors who have left get answers by e-mail.';
  return 'A mail server is set up, and no letter was sent yet. Send a test to see that it works.';
}
