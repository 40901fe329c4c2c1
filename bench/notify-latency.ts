import { setTimeout as wait } from 'node:timers/promises';
import { ensureCard } from '@belay/server/desk/slack/notify/ensure-card';
import type pg from 'pg';
import { child, said } from './child.ts';
import type { Figure } from './figure.ts';
import type { Arrived } from './notify-slack.ts';
import type { NotifyStage, Workspace } from './notify-stage.ts';

const samples = 100;
/** New statistics have each of the outbox's connections plan each statement anew, once. */
const warmUp = 60;
const log = 10_000;

/**
 * From the moment at which a commit is sent until Slack has answered, for a real card that is drawn
 * from a real conversation, one at a time. Beside each the bare way: the same commit with a NOTIFY
 * alone, and a process that answers it with one request. Then again with ten times the log.
 */
export async function latencyFigures(stage: NotifyStage): Promise<Figure[]> {
  const slack = child('notify-slack.ts');
  const apiUrl = String(await said(slack));
  const bare = child('notify-bare.ts', {
    DATABASE_URL: stage.database.connectionString,
    SLACK_API_URL: apiUrl,
  });
  try {
    await said(bare);
    const arrived = new Map<string, (at: number) => void>();
    slack.on('message', ({ method, channel, at }: Arrived) => {
      if (method === 'chat.postMessage') arrived.get(channel)?.(at);
    });
    const arrival = (channel: string) =>
      new Promise<number>((resolve) => arrived.set(channel, resolve));
    const workspace = await stage.install(apiUrl);
    // one each: a second card of a conversation changes its first
    const conversations: string[] = [];
    while (conversations.length < 2 * (samples + warmUp))
      conversations.push(await stage.converse());
    // the agent has said what it had to
    await wait(3_000);
    await stage.bind(workspace, { history: false });
    await wait(1_000);
    let count = 0;
    const measure = async (): Promise<{ ours: number[]; bare: number[] }> => {
      const found = { ours: [] as number[], bare: [] as number[] };
      for (let n = 0; n < samples + warmUp; n += 1) {
        count += 1;
        const channel = `C${String(count).padStart(8, '0')}`;
        const conversation = conversations[count - 1] ?? '';
        const bareMs = await timed(stage, arrival, `bare-${channel}`, (db) =>
          db.query('select pg_notify($1, $2)', ['bare_notify', `bare-${channel}`]),
        );
        const ownMs = await timed(stage, arrival, channel, (db) =>
          ensureCard(
            { db, now: new Date() },
            { ...placeOf(stage, workspace), conversation, channel, because: 'bench' },
          ),
        );
        if (n >= warmUp) {
          found.bare.push(bareMs);
          found.ours.push(ownMs);
        }
        await wait(5 + Math.random() * 30);
      }
      return found;
    };
    await fillLog(stage, workspace, log);
    const small = await measure();
    await fillLog(stage, workspace, 9 * log);
    const large = await measure();
    const p50 = (sorted: number[]) => part(sorted, 0.5);
    return [
      against('commit to chat.postMessage, p50', small, 0.5, '<= 3'),
      against('commit to chat.postMessage, p99', small, 0.99, '<= 3'),
      {
        name: `the same, p50, with ${10 * log} posts in the log against ${log}`,
        value: p50(large.ours),
        baseline: p50(small.ours),
        ratio: p50(large.ours) / p50(small.ours),
        unit: 'ms',
      },
    ];
  } finally {
    for (const process of [slack, bare]) process.kill();
  }
}

function placeOf({ owner, agent }: NotifyStage, { installation }: Workspace) {
  return { tenant: owner.tenant, agent, installation };
}

async function timed(
  { pool }: NotifyStage,
  arrival: (channel: string) => Promise<number>,
  channel: string,
  write: (db: pg.PoolClient) => Promise<unknown>,
): Promise<number> {
  const landed = arrival(channel);
  const db = await pool.connect();
  try {
    await db.query('begin');
    await write(db);
    const sent = performance.timeOrigin + performance.now();
    await db.query('commit');
    return (await landed) - sent;
  } finally {
    db.release();
  }
}

/** Posts of the past, each with its card. */
async function fillLog(stage: NotifyStage, workspace: Workspace, count: number): Promise<void> {
  const { tenant, agent, installation } = placeOf(stage, workspace);
  await stage.pool.query(
    `with cards as (
       insert into slack_card (tenant, id, agent, conversation, installation, channel, ts)
       select $1, gen_random_uuid(), $2, gen_random_uuid(), $3, 'C' || n % 50,
         random()::text || n from generate_series(1, $4) n
       returning *)
     insert into slack_post (tenant, id, installation, channel, agent, card, kind, state, ts,
       version, drawn, sent_at, posted_at)
     select tenant, gen_random_uuid(), installation, channel, agent, id, 'card', 'posted', ts, 1, 1,
       now() - interval '1 day', now() - interval '1 day' from cards`,
    [tenant, agent, installation, count],
  );
  await stage.pool.query('analyze');
}

export function part(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function against(
  name: string,
  { ours, bare }: { ours: number[]; bare: number[] },
  share: number,
  goal: string,
): Figure {
  const [value, baseline] = [part(ours, share), part(bare, share)];
  const ratio = value / baseline;
  return { name, value, baseline, ratio, unit: 'ms', goal, holds: ratio <= 3 };
}
