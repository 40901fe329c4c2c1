import { agentSettings } from '@belay/contract/desk/agent';
import { email as emailSchema } from '@belay/contract/desk/text';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { addJob } from '../../jobs/add-job.ts';
import type { Task } from '../../jobs/tasks.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { agentId } from '../agents/agent-id.ts';
import { firstName } from '../conversation/state/first-name.ts';
import { isOnline } from '../visitors/is-online.ts';
import { letterWords } from './letter-words.ts';
import { headerLine, writeLetter } from './write-letter.ts';

/** Whoever is online may still look; so often it is asked whether they did. */
const lookAgainMs = 2 * 60_000;
const lookForMs = 24 * 3_600_000;
/** An address may have been given by somebody else: it is never flooded. */
const mostLettersADay = 20;
const mostWords = 50;

interface Standing {
  number: string;
  agent: string;
  agent_name: string;
  settings: unknown;
  visitor: string;
  email: string | null;
  language: string | null;
  is_online: boolean;
  letters_today: number;
}
interface Unseen {
  id: string;
  author_name: string | null;
  text: string;
  files: number;
  created_at: Date;
}

/**
 * Some time after a person's reply: what the visitor hasn't seen goes to them by e-mail, each word
 * once. Without a mail server nothing is written.
 */
export const mailUnseen: Task<{ tenant: string; conversation: string }> = async (ctx, ref) => {
  if (!ctx.smtpOf(ref.tenant)) return;
  await inTransaction(ctx.pool, (db) => mail(ctx, db, ref));
};

async function mail(
  ctx: Context,
  db: pg.PoolClient,
  ref: { tenant: string; conversation: string },
): Promise<void> {
  const now = new Date(ctx.now());
  const standing = await lockStanding(db, ref, now);
  const address = emailSchema.safeParse(standing?.email).data;
  if (!standing || address === undefined || standing.letters_today >= mostLettersADay) return;
  const unseen = await unseenWords(db, ref);
  const [first] = unseen;
  if (!first) return;
  if (standing.is_online) {
    if (now.getTime() - first.created_at.getTime() < lookForMs)
      await addJob(db, 'mail_unseen', ref, {
        key: `mail:${ref.conversation}`,
        at: new Date(now.getTime() + lookAgainMs),
      });
    return;
  }
  const [fallback = 'en'] = agentSettings.parse(standing.settings).languages;
  const words = letterWords(standing.language, fallback);
  const letter = uuidv7(ctx.now());
  const agent = headerLine(standing.agent_name);
  // no token in it: whoever has the letter has its words, and nothing else of the visitor (DSK-9)
  const link = chatLink(ctx, standing.agent);
  const body = writeLetter(words, {
    ...{ agent, number: standing.number, link },
    parts: unseen.map(({ author_name, text, files }) => ({
      ...{ text, files, name: author_name ? firstName(author_name) : agent },
    })),
  });
  await db.query(
    `with written as (
       insert into letter (tenant, id, conversation, visitor, recipient, subject, body, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8))
     insert into letter_message (tenant, message, letter) select $1, m, $2 from unnest($9::uuid[]) m`,
    [
      ref.tenant,
      letter,
      ref.conversation,
      standing.visitor,
      address,
      headerLine(words.subject(agent, standing.number)),
      body,
      now,
      unseen.map(({ id }) => id),
    ],
  );
  await addJob(db, 'send_letter', { tenant: ref.tenant, letter });
}

/** Where the hosted page of an agent is. */
export function chatLink({ config }: Pick<Context, 'config'>, agent: string): string {
  return `${config.publicUrl}/chat/${agentId(agent)}`;
}

/** Locked: of two that look at once, the second sees what the first one mailed. */
async function lockStanding(
  db: pg.PoolClient,
  { tenant, conversation }: { tenant: string; conversation: string },
  now: Date,
): Promise<Standing | undefined> {
  const { rows } = await db.query<Standing>(
    `select c.number, c.agent, a.name as agent_name, a.settings, c.visitor, v.email,
            coalesce(c.language, v.language) as language, ${isOnline('c')} as is_online,
            (select count(*)::int from letter l
             where l.tenant = c.tenant and l.recipient = v.email and l.about is null and l.created_at > $3) as letters_today
     from conversation c
     join visitor v on v.tenant = c.tenant and v.id = c.visitor
     join agent a on a.tenant = c.tenant and a.id = c.agent
     where c.tenant = $1 and c.id = $2 and not c.is_test
       and v.blocked_at is null and v.erased_at is null
     for update of c`,
    [tenant, conversation, new Date(now.getTime() - 86_400_000)],
  );
  return rows[0];
}

async function unseenWords(
  db: pg.PoolClient,
  { tenant, conversation }: { tenant: string; conversation: string },
): Promise<Unseen[]> {
  const { rows } = await db.query<Unseen>(
    `select m.id, m.author_name, m.text, m.created_at,
            (select count(*)::int from desk_file f where f.tenant = m.tenant and f.message = m.id) as files
     from message m join conversation c on c.tenant = m.tenant and c.id = m.conversation
     where m.tenant = $1 and m.conversation = $2 and m.author = 'operator' and m.kind = 'text'
       and m.deleted_at is null and m.seq > c.seen_by_visitor
       and not exists (
         select from letter_message l where l.tenant = m.tenant and l.message = m.id)
     order by m.seq limit $3`,
    [tenant, conversation, mostWords],
  );
  return rows;
}
