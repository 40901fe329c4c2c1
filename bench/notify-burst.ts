import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import { enqueuePosts } from '@belay/server/desk/slack/outbox/enqueue-post';
import type { Figure } from './figure.ts';
import { part } from './notify-latency.ts';
import type { NotifyStage } from './notify-stage.ts';
import { workspaceOf } from './notify-workspace.ts';

const channels = 10;
const cards = 1_000;
const histories = 200;
/** The sandbox's limits, and Slack's: a message a second and channel, 300 a minute in a workspace. */
const boundMs = Math.max((cards / channels) * 1_000, (cards / 300) * 60_000);
const quietEveryMs = 7_000;

/**
 * A thousand cards of one commit over ten channels, until the last one stands, against what Slack's
 * limits allow; the sandbox enforces them, by the machine's own clock. History that was written
 * before them waits; a quiet channel beside them gets its messages as on an idle system.
 */
export async function burstFigures(stage: NotifyStage): Promise<Figure[]> {
  const sandbox = await startSandbox({ limits: 'tiers' });
  try {
    const { world, app } = sandbox;
    const room = (name: string) => world.addChannel({ name, members: [app.botUserId] }).id;
    const busy = Array.from({ length: channels }, (_, n) => room(`busy-${n}`));
    const quiet = room('quiet');
    const workspace = await workspaceOf(stage, sandbox);
    await stage.bind(workspace, { history: false });
    const { tenant } = stage.owner;
    const { installation } = workspace;
    const sent: { channel: string; at: number }[] = [];
    let woken: (at: number) => void = () => undefined;
    sandbox.calls.onCall(({ method, args, answer }) => {
      if (method !== 'chat.postMessage' || answer?.body.ok !== true) return;
      const one = { channel: String(args.channel), at: performance.now() };
      sent.push(one);
      if (one.channel === quiet) woken(one.at);
    });
    const test = (channel: string, rank: 0 | 1 = 0) => ({
      ...{ tenant, installation, channel, agent: stage.agent, rank },
      ...{ kind: 'test' as const, data: { events: [] } },
    });
    const whisper = async () => {
      const landed = new Promise<number>((resolve) => {
        woken = resolve;
      });
      const since = performance.now();
      await enqueuePosts({ db: stage.pool, now: new Date() }, [test(quiet)]);
      return (await landed) - since;
    };
    await wait(2_000);
    const idle: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      idle.push(await whisper());
      await wait(1_200);
    }
    // those of before are out of Slack's minute
    await wait(61_000);
    sent.length = 0;
    const each = <T>(count: number, make: (channel: string) => T) =>
      Array.from({ length: count }, (_, n) => make(busy[n % channels] ?? ''));
    const began = performance.now();
    await enqueuePosts({ db: stage.pool, now: new Date() }, [
      ...each(histories, (channel) => test(channel, 1)),
      ...each(cards, (channel) => test(channel)),
    ]);
    const beside: number[] = [];
    const left = async () => {
      const { rows } = await stage.pool.query<{ cards: number; histories: number }>(
        `select count(*) filter (where rank = 0) as cards, count(*) filter (where rank = 1) as histories
         from slack_post where installation = $1 and channel <> $2 and state <> 'posted'`,
        [installation, quiet],
      );
      return rows[0] ?? { cards: 0, histories: 0 };
    };
    let tookMs = Number.NaN;
    let waiting = await left();
    while (waiting.cards > 0) {
      const next = wait(quietEveryMs);
      beside.push(await whisper());
      const until = performance.now() + quietEveryMs;
      while (waiting.cards > 0 && performance.now() < until) {
        await wait(100);
        waiting = await left();
      }
      if (waiting.cards > 0) await next;
    }
    const own = sent.filter(({ channel }) => channel !== quiet);
    tookMs = (own.at(-1)?.at ?? Number.NaN) - began;
    const { refused } = sandbox.calls.of('chat.postMessage');
    const ratio = tookMs / boundMs;
    const seconds = (ms: number) => Math.round(ms / 100) / 10;
    return [
      {
        name: `burst of ${cards} cards over ${channels} channels, the machine’s own clock`,
        ...{ value: seconds(tookMs), baseline: seconds(boundMs), unit: 's' },
        ...{ ratio, goal: '<= 1.05', holds: ratio <= 1.05 },
      },
      { name: 'refused by Slack meanwhile', value: refused, unit: 'requests' },
      {
        name: `of ${histories} posts of history, sent before the last card`,
        value: histories - waiting.histories,
        unit: 'posts',
      },
      quietFigure('p50', 0.5, beside, idle),
      quietFigure('p90', 0.9, beside, idle),
    ];
  } finally {
    await sandbox.close();
  }
}

function quietFigure(name: string, share: number, beside: number[], idle: number[]): Figure {
  const [value, baseline] = [part(beside, share), part(idle, share)];
  return {
    name: `a quiet channel beside the burst, commit to Slack, ${name}, against an idle system`,
    ...{ value, baseline, ratio: value / baseline, unit: 'ms' },
  };
}
