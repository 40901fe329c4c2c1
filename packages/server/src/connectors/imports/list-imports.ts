import type { ConnectorCounts, ImportView } from '@belay/contract/connector';
import type pg from 'pg';
import { publicId } from '../../memory/ids.ts';
import { noCounts } from '../status/worker-status.ts';

export interface ImportRow {
  id: string;
  connector: string;
  name: string;
  size_bytes: number;
  state: ImportView['state'];
  reason: string | null;
  /** the engine's counts so far */
  progress: Partial<ConnectorCounts>;
  created_at: Date;
  ended_at: Date | null;
}

export const importColumns =
  'id, connector, name, size_bytes, state, reason, progress, created_at, ended_at';

/** Shown with their connector. */
const newest = 20;

/** The newest imports of each of these connectors, the newest first. */
export async function newestImports(
  pool: pg.Pool,
  tenant: string,
  connectors: readonly string[],
): Promise<Map<string, ImportView[]>> {
  const { rows } = await pool.query<ImportRow>(
    `select ${importColumns} from (
       select *, row_number() over (partition by connector order by created_at desc, id desc) as n
       from connector_import where tenant = $1 and connector = any($2::uuid[])) as numbered
     where n <= $3 order by created_at desc, id desc`,
    [tenant, connectors, newest],
  );
  const views = new Map<string, ImportView[]>();
  for (const row of rows)
    views.set(row.connector, [...(views.get(row.connector) ?? []), importView(row)]);
  return views;
}

export function importView(row: ImportRow): ImportView {
  return {
    id: publicId('imp', row.id),
    name: row.name,
    size_bytes: row.size_bytes,
    state: row.state,
    reason: row.reason,
    counts: countsOf(row.progress),
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

/** Those that people are shown; the engine counts more. */
function countsOf(progress: Partial<ConnectorCounts>): Partial<ConnectorCounts> {
  return Object.fromEntries(Object.entries(progress).filter(([name]) => name in noCounts));
}
