import type { Delivery, LedgerBatch } from '@belay/connector/ports';
import type pg from 'pg';
import { textArray } from '../../db/binary-array.ts';
import { commitChannels, commitChunks } from './commit-channels.ts';
import { commitDebts } from './commit-debts.ts';
import { commitIntents } from './commit-intents.ts';
import { commitMessages } from './commit-messages.ts';

type Key = readonly [tenant: string, connector: string];

const erase = `
with intents as (
  delete from ledger_intent where tenant = $1 and connector = $2 and key = any($3::text[])
), deliveries as (
  delete from delivery where tenant = $1 and connector = $2 and id = any($4::text[])
)
delete from ledger_debt where tenant = $1 and connector = $2 and id = any($5::text[])`;

const receive = `
insert into delivery (tenant, connector, id, body, at_lo, at_hi, received_at)
select $1, $2, id, body, lo, hi, now() + n * interval '1 microsecond'
from unnest($3::text[], $4::text[], $5::float8[], $6::float8[])
  with ordinality as t (id, body, lo, hi, n)
on conflict do nothing`;

const keep = `
insert into ledger_value (tenant, connector, name, value)
select $1, $2, t.* from unnest($3::text[], $4::text[]) as t
on conflict (tenant, connector, name) do update set value = excluded.value`;

/** Writes one batch, a statement for each kind of change that it has; the caller's transaction. */
export async function commitBatch(db: pg.PoolClient, key: Key, batch: LedgerBatch): Promise<void> {
  const { channels = [], messages = [], intents = [], chunks = [] } = batch;
  const { settled = [], paid = [], handled = [], debts = [], received = [] } = batch;
  if (channels.length > 0) await commitChannels(db, key, channels);
  if (messages.length > 0) await commitMessages(db, key, messages);
  if (intents.length > 0) await commitIntents(db, key, intents);
  if (chunks.length > 0) await commitChunks(db, key, chunks);
  if (settled.length + paid.length + handled.length > 0)
    await db.query({
      name: 'ledger-erase',
      text: erase,
      values: [...key, textArray(settled), textArray(handled), textArray(paid)],
    });
  if (debts.length > 0) await commitDebts(db, key, debts);
  if (received.length > 0) await commitReceived(db, key, received);
  await commitValues(db, key, Object.entries(batch.values ?? {}));
}

async function commitReceived(db: pg.PoolClient, key: Key, received: Delivery[]): Promise<void> {
  await db.query({
    name: 'ledger-receive',
    text: receive,
    values: [
      ...key,
      textArray(received.map(({ id }) => id)),
      textArray(received.map(({ body }) => body)),
      received.map(({ at }) => at.lo),
      received.map(({ at }) => at.hi),
    ],
  });
}

async function commitValues(
  db: pg.PoolClient,
  key: Key,
  values: [string, string | null][],
): Promise<void> {
  const gone = values.flatMap(([name, value]) => (value === null ? [name] : []));
  const kept = values.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  if (gone.length > 0)
    await db.query(
      'delete from ledger_value where tenant = $1 and connector = $2 and name = any($3)',
      [...key, gone],
    );
  if (kept.length > 0)
    await db.query({
      name: 'ledger-values',
      text: keep,
      values: [
        ...key,
        textArray(kept.map(({ name }) => name)),
        textArray(kept.map(({ value }) => value)),
      ],
    });
}
