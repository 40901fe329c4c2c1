import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorView } from '@belay/contract/connector';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import type pg from 'pg';
import { leaseTiming } from '../../connectors/lease/lease-timing.ts';
import { BusyCompany } from './busy-company.ts';
import { compareMemory } from './compare-memory.ts';
import { Fleet } from './fleet.ts';
import { openFrontDoor } from './front-door.ts';
import { type Owner, ownerAt } from './owner-at.ts';

export interface Survived {
  /** in which the memory differs from Slack, when everything has come to rest */
  complaints: string[];
  kills: number;
  /** things that people did meanwhile */
  deeds: number;
  events: number;
  /** ms since an owner last gave a sign of life, at the longest */
  longestSilence: number;
  /** messages that were in the memory twice at any look */
  doubled: number;
}

interface Plan {
  databaseUrl: string;
  pool: pg.Pool;
  dataDir: string;
  /** how long people talk and processes are killed at least, ms */
  forMs: number;
  /** between two kills, ms */
  killEveryMs: number;
  seed: number;
}

const deedEveryMs = 50;
/** A machine that takes long to start a process takes longer for these. */
const leastKills = 2;
const restMs = 120_000;

/**
 * Three processes of the real program on one PostgreSQL, one busy workspace, and SIGKILL in random
 * order (MGD-5). At the end the window is read again, and the memory has to equal Slack.
 */
export async function survive(plan: Plan): Promise<Survived> {
  const sandbox = await startSandbox();
  const company = new BusyCompany(sandbox, plan.seed);
  const fleet = new Fleet(3, {
    DATABASE_URL: plan.databaseUrl,
    BELAY_DATA_DIR: plan.dataDir,
    BELAY_SECRET_KEY: '5a'.repeat(32),
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_RATE: 'unlimited',
  });
  const door = await openFrontDoor(() => fleet.urls);
  try {
    const first = await fleet.start(0);
    // each start of a server without an owner makes another link
    const owner = await ownerAt(door.url, await first.setup);
    await Promise.all([fleet.start(1), fleet.start(2)]);
    const connector = await connect(owner, sandbox.botToken, sandbox.signingSecret);
    await sandbox.subscribe({ url: `${door.url}/slack/events` });

    const watch = new OwnerWatch(plan.pool);
    const until = Date.now() + plan.forMs;
    const over = new AbortController();
    const talking = talk(company, over.signal);
    const kills = await killAround(fleet, plan, until).finally(() => over.abort());
    await talking;
    const longestSilence = await watch.stop();
    await owner.call('POST', `/v1/connectors/${connector.id}/backfill`, {});
    const complaints = await atRest(plan.pool, owner.tenant, sandbox);
    const doubled = await countDoubled(plan.pool, owner.tenant);
    const { rows } = await plan.pool.query<{ count: number }>(
      'select count(*)::int as count from event where tenant = $1',
      [owner.tenant],
    );
    const events = rows[0]?.count ?? 0;
    return { complaints, kills, deeds: company.deeds, events, longestSilence, doubled };
  } finally {
    await fleet.close();
    await door.close();
    await sandbox.close();
  }
}

async function talk(company: BusyCompany, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    company.act();
    await sleep(deedEveryMs);
  }
}

/** Kills one after the other, and starts each again a little later: at times two are gone, never all. */
async function killAround(fleet: Fleet, plan: Plan, until: number): Promise<number> {
  let state = plan.seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  let kills = 0;
  const back: Promise<unknown>[] = [];
  while (kills < leastKills || Date.now() + plan.killEveryMs < until) {
    await sleep(plan.killEveryMs / 2 + below(plan.killEveryMs));
    // how long nobody is there would be up to how long this machine takes to start one
    while (fleet.living.length < 2) await sleep(20);
    const slot = fleet.living[below(fleet.living.length)] ?? 0;
    await fleet.kill(slot);
    kills += 1;
    back.push(sleep(500 + below(3000)).then(() => fleet.start(slot)));
    await Promise.all(back.splice(0, below(2) === 0 ? back.length : 0));
  }
  await Promise.all([...back, sleep(Math.max(0, until - Date.now()))]);
  return kills;
}

/** Looks at the lease all the time: how long was its owner silent. */
class OwnerWatch {
  readonly #pool: pg.Pool;
  readonly #running: Promise<void>;
  #isOver = false;
  #longest = 0;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#running = this.#look();
  }

  async stop(): Promise<number> {
    this.#isOver = true;
    await this.#running;
    return this.#longest;
  }

  async #look(): Promise<void> {
    while (!this.#isOver) {
      // a renewal sets the end a whole lease ahead
      const { rows } = await this.#pool.query<{ silence: number }>(
        `select (extract(epoch from clock_timestamp() - expires_at) * 1000)::float8 + $1 as silence
         from lease where kind = 'connectors' and expires_at > '-infinity'`,
        [leaseTiming.leaseMs],
      );
      this.#longest = Math.max(this.#longest, ...rows.map(({ silence }) => silence));
      await sleep(20);
    }
  }
}

/** Asks again and again until the memory equals Slack, or patience is over. */
async function atRest(
  pool: pg.Pool,
  tenant: string,
  sandbox: Parameters<typeof compareMemory>[2],
): Promise<string[]> {
  const until = Date.now() + restMs;
  for (;;) {
    const complaints = await compareMemory(pool, tenant, sandbox);
    if (complaints.length === 0 || Date.now() > until) return complaints;
    await sleep(500);
  }
}

async function countDoubled(pool: pg.Pool, tenant: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from (
       select from event where tenant = $1 and idempotency_key is not null
       group by idempotency_key having count(*) > 1) twice`,
    [tenant],
  );
  return rows[0]?.count ?? 0;
}

function connect(
  { call, scope }: Owner,
  token: string,
  signing_secret: string,
): Promise<ConnectorView> {
  const settings = {
    channels: 'all_public',
    scope_template: `${scope}/source:slack/channel:{channel}`,
    mode: 'realtime',
    backfill_days: null,
  };
  const body = { kind: 'slack', token, signing_secret, settings };
  return call<ConnectorView>('POST', '/v1/connectors', body);
}
