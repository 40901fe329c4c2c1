import type pg from 'pg';
import { redrawChannel } from '../hear/channel/redraw-channel.ts';
import { unwantFilesIn } from '../upload/uploads.ts';

/**
 * Another company came into a channel: until an agent's people say yes to that, what visitors said
 * and sent there goes out of their sight, as far as it stands already (NTF-7).
 */
export async function hideFromOthers(
  db: pg.PoolClient,
  { tenant, installation }: { tenant: string; installation: string },
  channel: string,
): Promise<void> {
  await redrawChannel(db, { tenant, installation }, channel, 'all that shows');
  const { rows } = await db.query(
    `select from slack_binding where tenant = $1 and installation = $2
       and settings #>> array['channels', $3::text, 'shared_confirmed'] = 'true' limit 1`,
    [tenant, installation, channel],
  );
  if (rows.length === 0) await unwantFilesIn(db, { tenant, installation }, [channel]);
}
