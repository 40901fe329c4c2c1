import { BelayError } from '@belay/contract/error';
import type pg from 'pg';

/** What an app is known by over all tenants; a bot user where Slack doesn't tell the app. */
export function appKey({ appId, botUserId }: { appId: string | undefined; botUserId: string }) {
  return appId ?? botUserId;
}

/** One at a time per app, over all tenants, until the transaction ends. */
export async function lockApp(db: pg.PoolClient, key: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `belay slack app ${key}`,
  ]);
}

/** A workspace of one app belongs to one organisation here, by itself or with its enterprise (INS-3). */
export async function refuseTaken(
  db: pg.PoolClient,
  tenant: string,
  wish: {
    key: string;
    /** the same bot of the same workspace is the same app, also where Slack didn't tell which */
    botUserId: string;
    teamId: string;
    enterpriseId: string | undefined;
    isOrgWide: boolean;
  },
): Promise<void> {
  const { rows } = await db.query(
    `select from slack_installation
     where tenant <> $1 and is_desk and state = 'active'
       and (coalesce(app_id, bot_user_id) = $2 or bot_user_id = $6)
       and (team_id in ($3, $4) or ($5 and enterprise_id = $4)) limit 1`,
    [...[tenant, wish.key, wish.teamId, wish.enterpriseId ?? null, wish.isOrgWide], wish.botUserId],
  );
  if (rows.length > 0) throw new WorkspaceTaken();
}

/** Says nothing of whose it is. */
export class WorkspaceTaken extends BelayError {
  constructor() {
    super(
      'CONFLICT',
      'This workspace is connected to another organisation on this server with the same Slack app, and it can only belong to one. Disconnect it there first, or use an app of your own.',
      { reason: 'workspace_taken' },
    );
  }
}
