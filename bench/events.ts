import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createSealer } from '@belay/server/auth/sealer';
import { loadSecretKey } from '@belay/server/config/secret-key';
import type { Load, LoadResult } from './events-client.ts';
import type { Figure } from './figure.ts';
import { openStage, type Stage } from './stage.ts';

const rounds = 3;
const burst = 10_000;
const connections = 64;
const pace = 1_000;
const paceSeconds = 10;
/** what Slack lets one workspace bring: 50 full pages of history and 50 of replies a minute */
const backfillPerSecond = 1_700;
const app = { teamId: 'T0000000001', appId: 'A0000000001', channel: 'C0000000001' };

/**
 * Deliveries acknowledged against a stock Bolt HTTP receiver that stores nothing: the same signed
 * requests, the same client, the same run. Then at 1,000 a second, alone and beside a backfill.
 */
export async function benchEvents(): Promise<Figure[]> {
  const secret = randomBytes(16).toString('hex');
  const stage = await openStage();
  const bolt = child('events-bolt.ts', { SLACK_SIGNING_SECRET: secret });
  const client = child('events-client.ts');
  try {
    const boltUrl = String(await said(bolt));
    const inbox = await installApp(stage, secret);
    let sent = 0;
    const send = async (url: string, wish: Partial<Load> = {}): Promise<LoadResult> => {
      const count = wish.count ?? burst;
      const prefix = `Ev${randomUUID().slice(0, 8)}x`;
      client.send({ ...app, url, secret, count, connections, prefix, ...wish });
      const result = (await said(client)) as LoadResult;
      if (url === stage.url) sent += count - result.refused;
      return result;
    };
    const drain = await inbox.drain();
    const own: LoadResult[] = [];
    const base: LoadResult[] = [];
    await send(boltUrl, { count: 3_000 });
    await send(stage.url, { count: 3_000 });
    for (let round = 0; round < rounds; round++) {
      base.push(await send(boltUrl));
      own.push(await send(stage.url));
    }
    const paced = { count: pace * paceSeconds, perSecond: pace };
    const alone = await send(stage.url, paced);
    const backfill = startBackfill(stage);
    const beside = await send(stage.url, paced);
    const rows = await backfill.stop();
    const drained = await drain.end();
    return [
      rate(own, base),
      latency(`ack p99 at ${pace} deliveries/s`, alone),
      latency(`ack p99 at ${pace} deliveries/s beside a backfill of ${rows} rows/s`, beside),
      exact('deliveries lost', sent - drained.ids.size),
      exact('deliveries doubled', drained.rows - drained.ids.size),
      exact('deliveries refused', sum([...own, alone, beside].map(({ refused }) => refused))),
    ];
  } finally {
    bolt.kill();
    client.kill();
    await stage.close();
  }
}

function child(file: string, env: Record<string, string> = {}): ChildProcess {
  return fork(join(import.meta.dirname, file), [], { env: { ...process.env, ...env } });
}

function said(process: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench ended too early'));
    process.once('exit', ended);
    process.once('message', (message) => {
      process.off('exit', ended);
      resolve(message);
    });
  });
}

/** Our app in one workspace, with a connector that nobody works on: what arrives stays to be counted. */
async function installApp(stage: Stage, secret: string) {
  const { pool } = stage;
  const key = await loadSecretKey(undefined, stage.dataDir);
  const sealer = createSealer(key);
  const { rows } = await pool.query<{ id: string }>('select id from tenant where root_scope = $1', [
    stage.identity.scope,
  ]);
  const tenant = rows[0]?.id;
  const [installation, connector] = [randomUUID(), randomUUID()];
  await pool.query(
    `insert into slack_installation (tenant, id, team_id, team_name, domain, url, app_id,
                                     bot_user_id, scopes, token, signing_secret)
     values ($1, $2, $3, 'Ropeworks', 'ropeworks', '', $4, 'U0000000BOT', '{}', $5, $6)`,
    [
      ...[tenant, installation, app.teamId, app.appId],
      sealer.seal(`slack-token:${installation}`, 'xoxb-bench'),
      sealer.seal(`slack-signing:${installation}`, secret),
    ],
  );
  await pool.query(
    `insert into connector (tenant, id, installation, name, wanted, settings, actor, created_by)
     values ($1, $2, $3, 'Ropeworks', 'paused', '{}', 'service:bench', 'user:bench')`,
    [tenant, connector, installation],
  );
  await pool.query(`select pg_notify('belay_connectors', $1)`, [installation]);

  /** Takes rows out as a worker does, 500 at a time, and remembers their ids. */
  const drain = async () => {
    const ids = new Set<string>();
    let taken = 0;
    let isEnding = false;
    const take = async () => {
      const { rows: found } = await pool.query<{ id: string }>(
        `delete from delivery where tenant = $1 and connector = $2 and id in (
           select id from delivery where tenant = $1 and connector = $2
           order by received_at, id limit 500)
         returning id`,
        [tenant, connector],
      );
      taken += found.length;
      for (const { id } of found) ids.add(id);
      return found.length;
    };
    const work = (async () => {
      for (;;) {
        const isLast = isEnding;
        const count = await take();
        if (count === 0 && isLast) return;
        if (count < 500) await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    return {
      async end() {
        isEnding = true;
        await work;
        return { ids, rows: taken };
      },
    };
  };
  return { drain };
}

/** A busy writer through the capture path, page by page; `stop` answers the rows/s that it reached. */
function startBackfill(stage: Stage) {
  const size = 250;
  const started = performance.now();
  let written = 0;
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      const items = Array.from({ length: size }, (_, index) => ({
        scope: `${stage.identity.scope}/source:slack/channel:old`,
        modality: 'conversation',
        content: { kind: 'message', role: 'user', text: `Row ${written + index} of the past.` },
        context: { observed_at: '2026-01-01T00:00:00.000Z', labels: ['channel:old'] },
      }));
      const answer = await fetch(`${stage.url}/v1/experience/bulk`, {
        method: 'POST',
        headers: stage.headers,
        body: JSON.stringify({ items }),
      });
      if (!answer.ok) throw new Error(`the backfill was answered ${answer.status}`);
      await answer.body?.cancel();
      written += size;
      const due = started + (written * 1000) / backfillPerSecond;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    }
  })();
  return {
    async stop(): Promise<number> {
      isOver = true;
      await work;
      return Math.round(written / ((performance.now() - started) / 1000));
    },
  };
}

function rate(own: LoadResult[], base: LoadResult[]): Figure {
  const middle = (results: LoadResult[]) => median(results.map(({ perSecond }) => perSecond));
  const [value, baseline] = [middle(own), middle(base)];
  const ratio = value / baseline;
  return {
    name: `deliveries stored and acknowledged (p50 ${ms(own, 'p50')}, p99 ${ms(own, 'p99')} ms) against Bolt that stores nothing (p50 ${ms(base, 'p50')}, p99 ${ms(base, 'p99')} ms), ${connections} connections`,
    ...{ value, baseline, ratio, unit: 'deliveries/s', goal: '≥ 0.7', holds: ratio >= 0.7 },
  };
}

function ms(results: LoadResult[], which: 'p50' | 'p99'): string {
  return median(results.map((result) => result[which])).toPrecision(3);
}

function latency(name: string, { p50, p99 }: LoadResult): Figure {
  return {
    name: `${name} (p50 ${p50.toPrecision(3)} ms)`,
    ...{ value: p99, unit: 'ms', goal: '< 100', holds: p99 < 100 },
  };
}

function exact(name: string, value: number): Figure {
  return { name, value, unit: '', goal: '0', holds: value === 0 };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
