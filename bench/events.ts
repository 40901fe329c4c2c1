import { randomUUID } from 'node:crypto';
import { child, said } from './child.ts';
import type { Load, LoadResult } from './events-client.ts';
import { captured, drainInbox, installApp, settled } from './events-inbox.ts';
import type { SlackStage } from './events-slack.ts';
import type { Figure } from './figure.ts';
import { openStage } from './stage.ts';

const rounds = 3;
const burst = 10_000;
const connections = 64;
const pace = 1_000;
const paceSeconds = 10;

/**
 * Deliveries acknowledged against a stock Bolt HTTP receiver that stores nothing: the same signed
 * requests, the same client, the same run. Then at 1,000 a second, alone and beside a real
 * backfill, whose worker drains its inbox meanwhile.
 */
export async function benchEvents(): Promise<Figure[]> {
  const workspace = child('events-slack.ts');
  const slack = (await said(workspace)) as SlackStage;
  process.env.SLACK_API_URL = slack.apiUrl;
  const stage = await openStage();
  const bolt = child('events-bolt.ts', { SLACK_SIGNING_SECRET: slack.signingSecret });
  const client = child('events-client.ts');
  try {
    const boltUrl = String(await said(bolt));
    const install = await installApp(stage, slack);
    let sent = 0;
    const send = async (url: string, wish: Partial<Load> = {}): Promise<LoadResult> => {
      const count = wish.count ?? burst;
      const prefix = `Ev${randomUUID().slice(0, 8)}x`;
      const { signingSecret: secret, teamId, appId, botUserId, live } = slack;
      const app = { secret, teamId, appId, botUserId, live };
      client.send({ ...app, url, count, connections, prefix, ...wish });
      const result = (await said(client)) as LoadResult;
      if (url === stage.url) sent += count - result.refused;
      return result;
    };
    const drain = drainInbox(stage, install, await install.follow('paused'));
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
    const worker = await install.follow('running');
    // the backfill is well under way, and lasts longer than the load
    for (;;) {
      if ((await captured(stage, install)).all > 2_000) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const before = await captured(stage, install);
    const beside = await send(stage.url, paced);
    const rows = Math.round(((await captured(stage, install)).all - before.all) / paceSeconds);
    const drained = await drain.end();
    const memory = await settled(stage, install, worker, slack.live.messages.length);
    return [
      rate(own, base),
      latency(`ack p99 at ${pace} deliveries/s`, alone),
      latency(
        `ack p99 at ${pace} deliveries/s beside a worker that captures ${rows} experiences/s`,
        beside,
      ),
      exact('deliveries lost', sent - drained.ids.size),
      exact('deliveries doubled', drained.rows - drained.ids.size),
      exact('deliveries refused', sum([...own, alone, beside].map(({ refused }) => refused))),
      exact('messages that the worker lost', slack.live.messages.length - memory.messages),
      exact('messages that the worker doubled', memory.live - memory.messages),
    ];
  } finally {
    for (const process of [bolt, client, workspace]) process.kill();
    await stage.close();
  }
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
