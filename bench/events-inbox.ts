import { randomUUID } from 'node:crypto';
import { createSealer } from '@belay/server/auth/sealer';
import { loadSecretKey } from '@belay/server/config/secret-key';
import type { SlackStage } from './events-slack.ts';
import type { Stage } from './stage.ts';

/** Our app in the workspace, as the dashboard would have stored it. */
export interface Install {
  tenant: string;
  /** adds a connector; a paused one is nobody's work: what arrives stays to be counted */
  follow(wanted: 'running' | 'paused'): Promise<string>;
}

export async function installApp(stage: Stage, slack: SlackStage): Promise<Install> {
  const { pool, identity } = stage;
  const sealer = createSealer(await loadSecretKey(undefined, stage.dataDir));
  const { rows } = await pool.query<{ id: string }>('select id from tenant where root_scope = $1', [
    identity.scope,
  ]);
  const tenant = String(rows[0]?.id);
  const installation = randomUUID();
  await pool.query(
    `insert into slack_installation (tenant, id, team_id, team_name, domain, url, app_id,
                                     bot_user_id, scopes, token, signing_secret)
     values ($1, $2, $3, 'Ropes', 'ropes', 'https://ropes.example/', $4, $5, '{}', $6, $7)`,
    [
      ...[tenant, installation, slack.teamId, slack.appId, slack.botUserId],
      sealer.seal(`slack-token:${installation}`, slack.botToken),
      sealer.seal(`slack-signing:${installation}`, slack.signingSecret),
    ],
  );
  return {
    tenant,
    async follow(wanted) {
      const connector = randomUUID();
      const settings = {
        ...{ channels: 'all_public', mode: 'realtime', poll_seconds: 10, include_bots: false },
        ...{ backfill_days: null, files: true, deletes: 'forget', retention_days: null },
        redact: { emails: false, phones: false },
        scope_template: `${identity.scope}/source:slack/channel:{channel}`,
      };
      await pool.query(
        `insert into connector (tenant, id, installation, name, wanted, settings, actor, created_by)
         values ($1, $2, $3, 'Ropes', $4, $5, $6, 'user:bench')`,
        [tenant, connector, installation, wanted, settings, `service:slack-${wanted}`],
      );
      await pool.query(`select pg_notify('belay_connectors', $1)`, [installation]);
      return connector;
    },
  };
}

/** Takes rows out as a worker does, 500 at a time, and remembers their ids. */
export function drainInbox({ pool }: Stage, { tenant }: Install, connector: string) {
  const ids = new Set<string>();
  let rows = 0;
  let isEnding = false;
  const take = async () => {
    const { rows: found } = await pool.query<{ id: string }>(
      `delete from delivery where tenant = $1 and connector = $2 and id in (
         select id from delivery where tenant = $1 and connector = $2
         order by received_at, id limit 500)
       returning id`,
      [tenant, connector],
    );
    rows += found.length;
    for (const { id } of found) ids.add(id);
    return found.length;
  };
  const work = (async () => {
    for (;;) {
      const isLast = isEnding;
      const count = await take();
      if (count === 0 && isLast) return;
      if (count < 500) await rest(50);
    }
  })();
  return {
    /** takes what is left */
    async end() {
      isEnding = true;
      await work;
      return { ids, rows };
    },
  };
}

/** What stands in the memory: all, of the live channel, and how many messages that is. */
export async function captured({ pool, identity }: Stage, { tenant }: Install) {
  const { rows } = await pool.query<{ all: number; live: number; messages: number }>(
    `select count(*)::int as all, count(*) filter (where scope = $2)::int as live,
            count(distinct idempotency_key) filter (where scope = $2)::int as messages
     from event where tenant = $1 and forgotten_at is null`,
    [tenant, `${identity.scope}/source:slack/channel:live`],
  );
  return rows[0] ?? { all: 0, live: 0, messages: 0 };
}

const patienceMs = 60_000;

/** What stands there once the worker's inbox is empty and the live channel whole, or time is up. */
export async function settled(stage: Stage, install: Install, connector: string, whole: number) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await stage.pool.query(
      'select 1 from delivery where tenant = $1 and connector = $2 limit 1',
      [install.tenant, connector],
    );
    const memory = await captured(stage, install);
    if ((rows.length === 0 && memory.messages >= whole) || Date.now() > deadline) return memory;
    await rest(200);
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
