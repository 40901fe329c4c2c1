import type { WidgetEvent } from '@belay/contract/desk/stream';
import { expect, test } from 'vitest';
import { type FollowDeps, follow, silenceMs } from './follow.ts';
import { Refusal } from './refusal.ts';

/** A server and a clock in hand. */
function setting() {
  const timers = new Map<number, { at: number; callback: () => void }>();
  const opened: (string | null)[] = [];
  const heard: string[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let now = 0;
  let made = 0;
  const world: { refuse: Error | null } = { refuse: null };
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  };
  const deps: FollowDeps = {
    async open(lastId) {
      opened.push(lastId);
      if (world.refuse) throw world.refuse;
      return new Response(
        new ReadableStream({
          start(own) {
            controller = own;
          },
        }),
      );
    },
    random: () => 1,
    setTimer(callback, ms) {
      made += 1;
      timers.set(made, { at: now + ms, callback });
      return made;
    },
    clearTimer: (timer) => void timers.delete(timer as number),
  };
  const start = (from: string | null = null) =>
    follow(
      deps,
      {
        event: (event: WidgetEvent, id) => heard.push(`${event.kind} ${id}`),
        gap: () => heard.push('gap'),
        phase: (phase) => heard.push(phase),
        refused: ({ status }) => heard.push(`refused ${status}`),
      },
      from,
    );
  return {
    start,
    opened,
    heard,
    world,
    settle,
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
  };
}
const event = (id: string) => `id: ${id}\ndata: {"kind":"seen"}\n\n`;

test('[DSK-2] after a cut it goes on behind the last whole event; half of one counts for nothing', async () => {
  const { start, opened, heard, settle, write, cut, pass } = setting();
  const stream = start();
  await settle();
  await write(': hello\n\n');
  await write(`${event('a1')}id: a2\ndata: {"ki`);
  await cut();
  await pass(500);
  await write(event('a2'));
  expect(opened).toEqual([null, 'a1']);
  expect(heard).toEqual(['live', 'gap', 'seen a1', 'lost', 'live', 'seen a2']);
  stream.stop();
});

test('[DSK-2] a connection that says nothing for too long is dead, also after sleep', async () => {
  const { start, opened, heard, settle, write, pass } = setting();
  const stream = start('a0');
  await settle();
  await write(event('a1'));
  await pass(silenceMs);
  expect(heard.at(-1)).toBe('lost');
  // awake again: nobody waits for the backoff
  stream.nudge();
  await settle();
  expect(opened).toEqual(['a0', 'a1']);
  stream.stop();
});

test('[DSK-2] an id that is not known any more is given up, and what is shown is read again', async () => {
  const { start, opened, heard, world, settle, write, pass } = setting();
  world.refuse = new Refusal(422, { error_code: 'INVALID_QUERY' });
  const stream = start('old');
  await settle();
  world.refuse = null;
  await pass(500);
  await write(': hello\n\n');
  expect(opened).toEqual(['old', null]);
  expect(heard).toEqual(['lost', 'live', 'gap']);
  stream.stop();
});

test('[DSK-9] whoever is refused asks no more; whoever is asked to wait waits', async () => {
  const refused = setting();
  refused.world.refuse = new Refusal(403, {});
  refused.start();
  await refused.settle();
  await refused.pass(60_000);
  expect(refused.opened).toHaveLength(1);
  expect(refused.heard).toEqual(['stopped', 'refused 403']);

  const slow = setting();
  slow.world.refuse = new Refusal(429, {}, 30_000);
  const stream = slow.start();
  await slow.settle();
  await slow.pass(29_000);
  expect(slow.opened).toHaveLength(1);
  await slow.pass(1_000);
  expect(slow.opened).toHaveLength(2);
  stream.stop();
});
