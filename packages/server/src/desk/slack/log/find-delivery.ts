import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { uuidOf } from '../../../memory/ids.ts';
import { type DeliveryRow, deliveryColumns, deliveryJoins } from './delivery-row.ts';

/** One delivery of an agent by its `pst_…`. Throws NOT_FOUND, also for another's. */
export async function findDelivery(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
  id: string,
): Promise<DeliveryRow> {
  const post = uuidOf('pst', id);
  const { rows } = await db.query<DeliveryRow>(
    `select ${deliveryColumns} from slack_post p ${deliveryJoins}
     where p.tenant = $1 and p.agent = $2 and p.id = $3`,
    [tenant, agent, post ?? null],
  );
  if (rows[0]) return rows[0];
  throw new BelayError('NOT_FOUND', 'There is no such delivery of this agent.');
}
