import type pg from 'pg';
import { addJob } from '../../jobs/add-job.ts';
import { uuidv7 } from '../../memory/ids.ts';
import type { DatedTx } from '../conversation/state/desk-transaction.ts';
import { headerLine } from './write-letter.ts';

export interface TeamLetter {
  /** uuid */
  tenant: string;
  /** addresses; `admins`: the organisation's owners and admins */
  to: readonly string[] | 'admins';
  subject: string;
  /** no visitor's words beyond what a card shows */
  text: string;
  /** once per recipient */
  about: string;
  /** to what it tells of: the letter's last line, and a link where letters have them */
  link?: string;
  /** uuid: the letter goes with it */
  conversation?: string;
}

/** Nobody is flooded, whatever happens on the desk. */
const mostADay = 100;

/**
 * A letter to people of the team, in the caller's transaction: each gets it once per `about`.
 * Answers with how many get it now.
 */
export async function mailTeam({ db, now }: DatedTx, letter: TeamLetter): Promise<number> {
  const { tenant, about, link, conversation, text } = letter;
  const recipients = await recipientsOf(db, letter);
  if (recipients.length === 0) return 0;
  const body = link === undefined ? text : `${text}\n\n${link}`;
  const { rows } = await db.query<{ id: string }>(
    `insert into letter (tenant, id, conversation, recipient, subject, body, about, link)
     select $1, w.id, $4, w.recipient, $5, $6, $7, $8
     from unnest($2::uuid[], $3::text[]) as w (id, recipient)
     where (select count(*) from letter l
            where l.tenant = $1 and l.recipient = w.recipient and l.about is not null
              and l.created_at > now() - interval '1 day') < ${mostADay}
     on conflict (tenant, about, recipient) where about is not null do nothing
     returning id`,
    [
      ...[tenant, recipients.map(() => uuidv7(now.getTime())), recipients, conversation ?? null],
      ...[headerLine(letter.subject), body, about, link ?? null],
    ],
  );
  for (const { id } of rows) await addJob(db, 'send_letter', { tenant, letter: id });
  return rows.length;
}

async function recipientsOf(
  db: pg.PoolClient,
  { tenant, to }: Pick<TeamLetter, 'tenant' | 'to'>,
): Promise<string[]> {
  if (to !== 'admins') return [...new Set(to.map((address) => address.toLowerCase()))];
  const { rows } = await db.query<{ email: string }>(
    `select p.email from member m join person p on p.id = m.person
     where m.tenant = $1 and m.role in ('owner', 'admin') order by p.email`,
    [tenant],
  );
  return rows.map(({ email }) => email);
}
