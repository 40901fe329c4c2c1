import type pg from 'pg';

/** An operator's message as the memory wants it. */
export interface TaughtAnswer {
  tenant: string;
  id: string;
  conversation: string;
  agent: string;
  seq: number;
  text: string;
  /** `user:<e-mail>` of who said it */
  actor: string | null;
  created_at: Date;
  /** it teaches: said by a person to a visitor, marked, not taken back, no test */
  teaches: boolean;
  visitor_name: string | null;
}

/** Undefined: there is no such message, it was erased. */
export async function findAnswer(
  db: pg.Pool,
  tenant: string,
  message: string,
): Promise<TaughtAnswer | undefined> {
  const { rows } = await db.query<TaughtAnswer>(
    `select m.tenant, m.id, m.conversation, c.agent, m.seq, m.text, 'user:' || p.email as actor,
            m.created_at, v.name as visitor_name,
            m.taught and m.author = 'operator' and m.kind = 'text' and m.deleted_at is null
              and not c.is_test as teaches
     from message m
     join conversation c on c.tenant = m.tenant and c.id = m.conversation
     join visitor v on v.tenant = c.tenant and v.id = c.visitor
     left join person p on p.id = m.person
     where m.tenant = $1 and m.id = $2`,
    [tenant, message],
  );
  return rows[0];
}

/** So many words before an answer are looked at for its question. */
const lookBack = 30;

/** What the visitor asked: their words in a row, the newest before the answer. */
export async function findQuestion(
  db: pg.Pool,
  { tenant, conversation, seq }: TaughtAnswer,
): Promise<string> {
  const { rows } = await db.query<{ author: string; text: string }>(
    `select author, text from message
     where tenant = $1 and conversation = $2 and seq < $3 and kind = 'text' and deleted_at is null
     order by seq desc limit ${lookBack}`,
    [tenant, conversation, seq],
  );
  const from = rows.findIndex(({ author }) => author === 'visitor');
  if (from === -1) return '';
  const before = rows.slice(from);
  const end = before.findIndex(({ author }) => author !== 'visitor');
  const asked = end === -1 ? before : before.slice(0, end);
  return asked
    .reverse()
    .map(({ text }) => text)
    .join(' ');
}
