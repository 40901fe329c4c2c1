import type { RunsPage, runsQuery } from '@belay/contract/desk/action';
import type pg from 'pg';
import type { z } from 'zod';
import { pageOf, readCursor } from '../announce/id-cursor.ts';
import { type ActionPath, findAction } from './find-action.ts';
import { type RunRow, runView } from './run-view.ts';

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
    items: page.map((row) => runView(row, { id: action.id, name: action.definition.name })),
    next_cursor,
  };
}
