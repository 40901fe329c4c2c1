import type { Channel } from '@belay/slack/model';
import type pg from 'pg';

/**
 * Keeps what Slack just said of channels. What keeps posts away from them is another matter: see
 * `reconcileChannels`.
 */
export async function storeChannels(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation }: { tenant: string; installation: string },
  channels: readonly Channel[],
): Promise<void> {
  if (channels.length === 0) return;
  await db.query(
    `insert into slack_channel as c
       (tenant, installation, channel, name, is_private, is_member, is_shared, checked_at)
     select $1, $2, s.id, s.name, s.private, s.member, s.shared, now()
     from jsonb_to_recordset($3)
       as s (id text, name text, private boolean, member boolean, shared boolean)
     -- in one order, so that two savers never wait for each other in a circle
     order by s.id
     on conflict (tenant, installation, channel) do update set name = excluded.name,
       is_private = excluded.is_private, is_member = excluded.is_member,
       is_shared = excluded.is_shared, checked_at = excluded.checked_at`,
    [
      tenant,
      installation,
      JSON.stringify(
        channels.map(({ id, name, isPrivate, isMember, isShared }) => ({
          ...{ id, name },
          private: isPrivate,
          member: isMember,
          shared: isShared,
        })),
      ),
    ],
  );
}
