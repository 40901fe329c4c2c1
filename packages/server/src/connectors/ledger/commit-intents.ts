import type { Intent } from '@belay/connector/ports';
import type pg from 'pg';
import { textArray } from '../../db/binary-array.ts';

/** The first bytes of a key stay (KEY-4); numbered in the order given. */
const statement = `
insert into ledger_intent (tenant, connector, key, body, channel_id, ts, part, prepared_at)
select $1, $2, key, body, channel_id, ts, part, prepared_at
from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[])
  with ordinality as t (key, body, channel_id, ts, part, prepared_at, n)
order by n
on conflict (tenant, connector, key) do nothing`;

export async function commitIntents(
  db: pg.PoolClient,
  [tenant, connector]: readonly [string, string],
  intents: readonly Intent[],
): Promise<void> {
  await db.query({
    name: 'ledger-intents',
    text: statement,
    values: [
      tenant,
      connector,
      textArray(intents.map(({ key }) => key)),
      textArray(intents.map(({ body }) => body)),
      textArray(intents.map(({ channelId }) => channelId)),
      textArray(intents.map(({ ts }) => ts)),
      textArray(intents.map(({ part }) => part)),
      intents.map(({ preparedAt }) => preparedAt),
    ],
  });
}
