import type pg from 'pg';
import { publicId } from '../../memory/ids.ts';
import type { BusyVisitor } from './busy-visitor.ts';

interface Row {
  id: string;
  conversation: string;
  seq: number;
  author: string;
  kind: string;
  text: string;
  code: string | null;
}

/** A person holds the conversation from the first of these to the next of the second. */
const taken = new Set(['joined', 'assigned']);
const given = new Set([
  'handed_back',
  'waiting_again',
  'left',
  'closed',
  'closed_idle',
  'reopened',
]);

/** What is wrong with a desk that has come to rest; nothing, if the promises hold. */
export async function deskComplaints(
  pool: pg.Pool,
  tenant: string,
  visitors: readonly BusyVisitor[],
): Promise<string[]> {
  const complaints: string[] = [];
  const { rows } = await pool.query<Row>(
    `select id, conversation, seq, author, kind, text, line ->> 'code' as code
     from message where tenant = $1 order by conversation, seq`,
    [tenant],
  );
  const conversations = Map.groupBy(rows, ({ conversation }) => conversation);
  for (const [conversation, messages] of conversations) {
    if (messages.some(({ seq }, index) => seq !== index + 1))
      complaints.push(`${conversation}: the order has a gap`);
    let isHuman = false;
    for (const { author, kind, code, seq } of messages) {
      if (code && taken.has(code)) isHuman = true;
      if (code && given.has(code)) isHuman = false;
      if (isHuman && author === 'agent' && kind === 'text')
        complaints.push(`${conversation}: the machine spoke beside a person, message ${seq}`);
    }
  }
  complaints.push(...(await unanswered(pool, tenant)));
  const started = await count(
    pool,
    `select count(*)::int as n from announcement where tenant = $1 and kind = 'conversation.started'`,
    tenant,
  );
  if (started !== conversations.size)
    complaints.push(`${conversations.size} conversations, ${started} announced`);

  const stored = new Set(
    visitors.flatMap((visitor, n) => [...visitor.stored].map((id) => `${n} ${id}`)),
  );
  const written = rows.filter(({ author, kind }) => author === 'visitor' && kind === 'text').length;
  if (written !== stored.size)
    complaints.push(`${stored.size} messages were answered as stored, ${written} are there`);

  const publicIds = new Set(
    rows
      .filter(({ kind }) => kind === 'text' || kind === 'line')
      .map(({ id }) => publicId('msg', id)),
  );
  const shown = new Set(visitors.flatMap(({ seen }) => [...seen]));
  const unseen = [...publicIds].filter((id) => !shown.has(id)).length;
  if (unseen > 0) complaints.push(`${unseen} messages never came over a stream`);
  const foreign = [...shown].filter((id) => !publicIds.has(id)).length;
  if (foreign > 0) complaints.push(`${foreign} messages came over a stream that nobody should see`);
  const repeated = visitors.reduce((sum, visitor) => sum + visitor.repeated, 0);
  if (repeated > 0) complaints.push(`${repeated} events came twice`);
  return complaints;
}

/** The agent holds the conversation and the visitor has had the last word. */
async function unanswered(pool: pg.Pool, tenant: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; text: string }>(
    `select c.id, m.text from conversation c
     join lateral (
       select author, text from message
       where tenant = c.tenant and conversation = c.id and kind in ('text', 'line')
       order by seq desc limit 1) m on true
     where c.tenant = $1 and c.state = 'agent' and m.author = 'visitor'`,
    [tenant],
  );
  return rows.map(({ id, text }) => `${id}: nobody answered "${text}"`);
}

async function count(pool: pg.Pool, text: string, tenant: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(text, [tenant]);
  return rows[0]?.n ?? 0;
}
