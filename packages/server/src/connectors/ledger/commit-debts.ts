import type { Debt } from '@belay/connector/ports';
import type pg from 'pg';
import { textArray } from '../../db/binary-array.ts';

export const debtColumns = 'id, channel_id, kind, ts, due, attempts, priority, reason, detail';

const statement = `
insert into ledger_debt (tenant, connector, ${debtColumns})
select $1, $2, t.* from unnest(
  $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::int[], $9::text[],
  $10::text[], $11::text[]
) as t
on conflict (tenant, connector, id) do update set
  channel_id = excluded.channel_id, kind = excluded.kind, ts = excluded.ts, due = excluded.due,
  attempts = excluded.attempts, priority = excluded.priority, reason = excluded.reason,
  detail = excluded.detail`;

/** Inserted or replaced by id. */
export async function commitDebts(
  db: pg.PoolClient,
  [tenant, connector]: readonly [string, string],
  debts: readonly Debt[],
): Promise<void> {
  const rows = [...new Map(debts.map((debt) => [debt.id, debt])).values()];
  await db.query({
    name: 'ledger-debts',
    text: statement,
    values: [
      tenant,
      connector,
      textArray(rows.map(({ id }) => id)),
      textArray(rows.map(({ channelId }) => channelId)),
      textArray(rows.map(({ kind }) => kind)),
      textArray(rows.map(({ ts }) => ts)),
      rows.map(({ due }) => due),
      rows.map(({ attempts }) => attempts),
      textArray(rows.map(({ priority }) => priority)),
      textArray(rows.map(({ reason }) => reason ?? null)),
      textArray(rows.map(({ detail }) => detail ?? null)),
    ],
  });
}
