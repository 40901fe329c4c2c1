import type { Page } from '@belay/contract/desk/visitor';
import { BelayError } from '@belay/contract/error';
import { uuidv7 } from '../../../memory/ids.ts';
import type { DeskTx } from './desk-transaction.ts';

const statement = `
with counted as (
  insert into conversation_number as n (tenant, last) values ($1, 1)
  on conflict (tenant) do update set last = n.last + 1
  returning last)
insert into conversation (tenant, id, number, agent, visitor, language, page, is_test, created_at, updated_at)
select $1, $2, last, $3, $4, $5, $6, $7, $8, $8 from counted`;

/** Begins a conversation with an agent that takes new ones. Throws NOT_FOUND, CONFLICT. */
export async function beginConversation(
  { ctx, db, now }: DeskTx,
  { tenant, agent, visitor }: { tenant: string; agent: string; visitor: string },
  about: { language: string | null; page: Page | null; isTest: boolean },
): Promise<string> {
  const { rows } = await db.query<{ name: string; serves: boolean }>({
    name: 'desk-agent-serves',
    text: `select name, is_public and not is_paused as serves from agent where tenant = $1 and id = $2`,
    values: [tenant, agent],
  });
  const [found] = rows;
  if (!found) throw new BelayError('NOT_FOUND', 'There is no such agent.');
  if (!found.serves && !about.isTest)
    throw new BelayError('CONFLICT', `${found.name} takes no new conversations right now.`, {
      reason: 'agent_unavailable',
    });
  const id = uuidv7(ctx.now());
  await db.query({
    name: 'desk-begin',
    text: statement,
    values: [
      ...[tenant, id, agent, visitor, about.language],
      about.page && JSON.stringify(about.page),
      ...[about.isTest, now],
    ],
  });
  return id;
}
