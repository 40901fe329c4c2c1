import type { ActionRunView, RunsPage, runsQuery } from '@belay/contract/desk/action';
import type pg from 'pg';
import type { z } from 'zod';
import { publicId } from '../../memory/ids.ts';
import { pageOf, readCursor } from '../announce/id-cursor.ts';
import { actionId } from './action-row.ts';
import { type ActionPath, findAction } from './find-action.ts';

interface RunRow {
  id: string;
  conversation: string;
  parameters: Record<string, string>;
  state: ActionRunView['state'];
  status: number | null;
  outcome: string | null;
  begun_at: Date;
  ended_at: Date | null;
}

/** What an action did, the newest first. Throws NOT_FOUND. */
export async function listRuns(
  pool: pg.Pool,
  path: ActionPath,
  { cursor, limit }: z.output<typeof runsQuery>,
): Promise<RunsPage> {
  const action = await findAction(pool, path);
  const { rows } = await pool.query<RunRow>(
    `select id, conversation, parameters, state, status, outcome, begun_at, ended_at
     from action_run where tenant = $1 and action = $2 and ($3::uuid is null or id < $3)
     order by id desc limit $4`,
    [path.tenant, action.id, readCursor('run', cursor), limit + 1],
  );
  const { page, next_cursor } = pageOf('run', rows, limit);
  return {
    items: page.map((row) => ({
      id: publicId('run', row.id),
      action: { id: actionId(action.id), name: action.definition.name },
      conversation_id: publicId('cnv', row.conversation),
      parameters: row.parameters,
      state: row.state,
      status: row.status,
      outcome: row.outcome,
      duration_ms: row.ended_at ? row.ended_at.getTime() - row.begun_at.getTime() : null,
      created_at: row.begun_at.toISOString(),
    })),
    next_cursor,
  };
}
