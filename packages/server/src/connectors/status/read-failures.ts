import type { ConnectorFailure } from '@belay/contract/connector';
import { isTs } from '@belay/slack/ids/ts';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { ConnectorRow } from '../store/connector-row.ts';
import { maySeeChannel } from './may-see-channel.ts';
import { slackLink } from './slack-link.ts';
import { readWorkerStatus } from './worker-status.ts';

/** In a connector's own view; the rest is paged. */
export const mostShown = 50;

interface DebtRow {
  id: string;
  kind: string;
  channel_id: string;
  name: string | null;
  ts: string;
  due: number;
  reason: string;
}

/**
 * What could not be had and why, the soonest retry first: debts that an attempt failed at and those
 * that were given up, after what stops whole channels. Names of private channels stay theirs.
 */
export async function readFailures(
  pool: pg.Pool,
  caller: Caller,
  row: Pick<ConnectorRow, 'id' | 'status' | 'url'>,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<ConnectorFailure[]> {
  const { tenant, privateChannels } = caller;
  const { rows } = await pool.query<DebtRow>({
    name: 'connector-failures',
    text: `select d.id, d.kind, d.channel_id, c.record->>'name' as name, d.ts, d.due, d.reason
           from ledger_debt d left join ledger_channel c
             on c.tenant = d.tenant and c.connector = d.connector and c.channel_id = d.channel_id
           where d.tenant = $1 and d.connector = $2 and d.reason is not null
             and ($3::text[] is null or coalesce(c.record->>'isPrivate', 'false') <> 'true'
                  or d.channel_id = any($3::text[]))
           order by d.due, d.id limit $4 offset $5`,
    values: [tenant, row.id, privateChannels === 'all' ? null : privateChannels, limit, offset],
  });
  const debts = rows.map((debt) => failureOf(debt, row.url));
  return offset > 0 ? debts : [...(await wideFailures(pool, caller, row)), ...debts];
}

/** Of the newest run: what concerns no single message, and so has no debt. */
async function wideFailures(
  pool: pg.Pool,
  { tenant, privateChannels }: Caller,
  { id, status }: Pick<ConnectorRow, 'id' | 'status'>,
): Promise<ConnectorFailure[]> {
  const wide = (readWorkerStatus(status)?.failures ?? []).filter(({ kind }) =>
    ['channel', 'workspace', 'memory'].includes(kind),
  );
  const ids = wide.flatMap(({ channel }) => (channel === null ? [] : [channel]));
  if (ids.length === 0) return wide;
  const { rows } = await pool.query<{ id: string; name: string; isPrivate: boolean }>(
    `select channel_id as id, record->>'name' as name, (record->>'isPrivate')::boolean as "isPrivate"
     from ledger_channel
     where tenant = $1 and connector = $2 and channel_id = any($3::text[]) and record is not null`,
    [tenant, id, ids],
  );
  const known = new Map(rows.map((channel) => [channel.id, channel]));
  return wide.flatMap((failure) => {
    if (failure.channel === null) return [failure];
    // one that was never bound may be private: its failure names it
    const channel = known.get(failure.channel) ?? { id: failure.channel, isPrivate: true };
    if (!maySeeChannel({ privateChannels }, channel)) return [];
    return [{ ...failure, channel: known.get(failure.channel)?.name ?? failure.channel }];
  });
}

/** A reason is `code: sentence`, as the engine writes it. */
function failureOf(debt: DebtRow, workspaceUrl: string): ConnectorFailure {
  const [, code, message] = /^([A-Za-z0-9_.-]+): (.+)$/s.exec(debt.reason) ?? [];
  return {
    id: debt.id,
    kind: debt.kind,
    channel: debt.name ?? debt.channel_id,
    code: code ?? 'failed',
    message: message ?? debt.reason,
    retry_at: debt.kind === 'exception' ? null : new Date(debt.due).toISOString(),
    link: isTs(debt.ts) ? slackLink(workspaceUrl, debt.channel_id, debt.ts) : null,
  };
}
