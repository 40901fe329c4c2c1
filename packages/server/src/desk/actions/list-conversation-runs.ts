import type { ActionRunView } from '@belay/contract/desk/action';
import type pg from 'pg';
import { needStanding } from '../conversation/state/standing.ts';
import { conversationUuid } from '../inbox/wanted-id.ts';
import { type RunRow, runView } from './run-view.ts';

/** More than a conversation ever needs; the newest of them are told. */
const most = 100;

/** What actions did in a conversation (public id), the oldest first. Throws NOT_FOUND. */
export async function listConversationRuns(
  pool: pg.Pool,
  tenant: string,
  id: string,
): Promise<ActionRunView[]> {
  const conversation = conversationUuid(id);
  await needStanding(pool, tenant, conversation);
  const { rows } = await pool.query<RunRow & { action: string; name: string }>(
    `select r.id, r.conversation, r.parameters, r.state, r.status, r.outcome, r.begun_at,
       r.ended_at, r.action, a.definition->>'name' as name
     from action_run r join action a on a.tenant = r.tenant and a.id = r.action
     where r.tenant = $1 and r.conversation = $2 order by r.id desc limit $3`,
    [tenant, conversation, most],
  );
  return rows.reverse().map((row) => runView(row, { id: row.action, name: row.name }));
}
