import { expect, test } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { type LiveItem, LiveStream, silenceMs } from './live-stream.ts';

/** A server and a clock in hand: opened streams can be written to and cut; time moves by `pass`. */
function setting() {
  const timers = new Map<number, { at: number; callback: () => void }>();
  const opened: { lastId: string | null; kinds: string[]; signal: AbortSignal }[] = [];
  const items: string[] = [];
  let gaps = 0;
  let now = 1_000_000;
  let nextTimer = 1;
  let answer: () => Response | Error = () => stream();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const world = { online: true };

  function stream(): Response {
    return new Response(
      new ReadableStream({
        start(own) {
          controller = own;
        },
      }),
    );
  }
  const live = new LiveStream(
    {
      async open(lastId, kinds, signal) {
        opened.push({ lastId, kinds, signal });
        const given = answer();
        if (given instanceof Error) throw given;
        return given;
      },
      now: () => now,
      random: () => 1,
      online: () => world.online,
      setTimer(callback, ms) {
        timers.set(nextTimer, { at: now + ms, callback });
        return nextTimer++;
      },
      clearTimer: (timer) => timers.delete(timer as number),
    },
    {
      items: (told: LiveItem[]) => items.push(...told.map(({ lifecycle_id }) => lifecycle_id)),
      gap: () => {
        gaps += 1;
      },
      state: () => undefined,
    },
  );
  // promises of streams take a few turns
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  };
  return {
    live,
    world,
    opened,
    items,
    gaps: () => gaps,
    refuse: (error: Error) => {
      answer = () => error;
    },
    accept: () => {
      answer = () => stream();
    },
    async write(text: string) {
      controller?.enqueue(new TextEncoder().encode(text));
      await settle();
    },
    async cut() {
      controller?.error(new TypeError('network'));
      await settle();
    },
    async pass(ms: number) {
      now += ms;
      for (const [id, { at, callback }] of [...timers])
        if (at <= now && timers.delete(id)) callback();
      await settle();
    },
    sleep(ms: number) {
      now += ms;
    },
    settle,
  };
}

const item = (id: string) => `id: ${id}\nevent: captured\ndata: {"lifecycle_id":"${id}"}\n\n`;

test('[MEM-9] after a cut it goes on behind the last id, without asking to read all again', async () => {
  const { live, opened, items, gaps, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(': connected\n\n');
  await world.write(item('a1') + item('a2'));
  expect(gaps()).toBe(1);
  await world.cut();
  expect(live.state.phase).toBe('reconnecting');
  await world.pass(1_000);
  expect(opened.map(({ lastId }) => lastId)).toEqual([null, 'a2']);
  await world.write(item('a3'));
  expect(items).toEqual(['a1', 'a2', 'a3']);
  expect(gaps()).toBe(1);
  live.stop();
});

test('[MEM-9] half a frame before a cut is neither told nor taken as the place to go on', async () => {
  const { live, opened, items, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(`${item('a1')}id: a2\ndata: {"lifecycle`);
  await world.cut();
  await world.pass(1_000);
  expect(items).toEqual(['a1']);
  expect(opened[1]?.lastId).toBe('a1');
  live.stop();
});

test('[MEM-9] cut before its first id, or its id unknown: what was read is to be read again', async () => {
  const { live, opened, gaps, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(': connected\n\n');
  await world.cut();
  await world.pass(1_000);
  await world.write(item('a1'));
  expect(gaps()).toBe(2);
  await world.cut();
  world.refuse(new ApiError({ code: 'INVALID_QUERY', message: 'not ours', status: 422 }));
  await world.pass(1_000);
  world.accept();
  await world.pass(2_000);
  await world.write(': connected\n\n');
  expect(opened.map(({ lastId }) => lastId)).toEqual([null, null, 'a1', null]);
  expect(gaps()).toBe(3);
  live.stop();
});

test('[MEM-9] the position that a fresh stream begins with is enough to go on from', async () => {
  const { live, opened, gaps, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(': connected\n\nid: start\n\n');
  await world.cut();
  await world.pass(1_000);
  expect(opened[1]?.lastId).toBe('start');
  expect(gaps()).toBe(1);
  live.stop();
});

test('[MEM-9] a server that says reset makes everything be read again', async () => {
  const { live, items, gaps, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write('id: z9\nevent: reset\ndata: {"kind":"reset"}\n\n');
  expect([gaps(), items]).toEqual([2, []]);
  live.stop();
});

test('[MEM-9] a stream that fell silent is given up; a heartbeat keeps it', async () => {
  const { live, opened, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(': connected\n\n');
  await world.pass(silenceMs - 1);
  await world.write(': heartbeat\n\n');
  await world.pass(silenceMs - 1);
  expect([opened.length, live.state.phase]).toEqual([1, 'live']);
  await world.pass(1);
  expect([opened.length, live.state.phase]).toEqual([2, 'reconnecting']);
  expect(opened[0]?.signal.aborted).toBe(true);
  live.stop();
});

test('[MEM-9] tries come ever more rarely while nobody answers, and at once when told so', async () => {
  const { live, opened, ...world } = setting();
  world.refuse(new ApiError({ code: 'OFFLINE', message: 'away', status: 0 }));
  live.follow(['captured']);
  await world.settle();
  for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    const before = opened.length;
    await world.pass(wait - 1);
    expect(opened.length, `before ${wait}`).toBe(before);
    await world.pass(1);
    expect(opened.length, `after ${wait}`).toBe(before + 1);
  }
  world.accept();
  live.nudge();
  await world.settle();
  await world.write(': connected\n\n');
  expect(live.state.phase).toBe('live');
  live.stop();
});

test('[MEM-9] offline it waits without trying; online again it goes on at once', async () => {
  const { live, world: net, opened, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(item('a1'));
  net.online = false;
  live.nudge();
  expect(live.state.phase).toBe('offline');
  await world.pass(600_000);
  expect(opened.length).toBe(1);
  net.online = true;
  live.nudge();
  await world.settle();
  expect(opened[1]?.lastId).toBe('a1');
  live.stop();
});

test('[MEM-9] after sleep a nudge gives up the dead stream instead of trusting it', async () => {
  const { live, opened, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(item('a1'));
  live.nudge();
  await world.settle();
  expect(opened.length).toBe(1);
  // timers slept too: only the clock went on
  world.sleep(3_600_000);
  live.nudge();
  await world.settle();
  expect(opened.map(({ lastId }) => lastId)).toEqual([null, 'a1']);
  live.stop();
});

test('[MEM-9] other kinds open it anew behind the last id; the same kinds do not', async () => {
  const { live, opened, ...world } = setting();
  live.follow(['captured']);
  await world.settle();
  await world.write(item('a1'));
  live.follow(['captured']);
  live.follow(['indexed', 'captured', 'indexed']);
  await world.settle();
  expect(opened.map(({ lastId, kinds }) => [lastId, kinds])).toEqual([
    [null, ['captured']],
    ['a1', ['captured', 'indexed']],
  ]);
  live.stop();
});

test('[MEM-9] a refusal that trying again will not mend stops it, and it says so', async () => {
  const { live, opened, ...world } = setting();
  world.refuse(new ApiError({ code: 'POLICY_DENIED', message: 'no', status: 403 }));
  live.follow(['captured']);
  await world.settle();
  await world.pass(600_000);
  expect([opened.length, live.state.phase]).toEqual([1, 'stopped']);
  live.stop();
});
