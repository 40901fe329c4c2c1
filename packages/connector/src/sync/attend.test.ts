import { expect, it } from 'vitest';
import { Bell } from '../bell.ts';
import type { Progress } from '../progress.ts';
import { deliver, syncFixture } from '../testing/sync-fixture.ts';
import { watch } from './watch.ts';

const minuteMs = 60_000;

/** A watch with a doorbell; `at` plays the world at moments of its life, ms after it began. */
function attended(at: [number, () => Promise<void> | void][]) {
  const fixture = syncFixture();
  const { clock, ports } = fixture;
  const doorbell = new Bell();
  const stop = new AbortController();
  const told: Progress[] = [];
  const began = clock.now();
  const due = at.map(([ms, act]) => ({ at: began + ms, act }));
  const sleep = clock.sleep.bind(clock);
  clock.sleep = async (ms, signal) => {
    const next = due[0];
    if (next && clock.now() + ms >= next.at) {
      due.shift();
      await sleep(Math.max(0, next.at - clock.now()));
      await next.act();
      // whoever was woken works, before time goes on
      for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
      signal?.throwIfAborted();
      return;
    }
    await sleep(ms, signal);
    if (due.length === 0) stop.abort();
  };
  const run = () =>
    watch(
      { org: 'acme', since: 0, audit: 'quick', intervalMs: 10 * minuteMs },
      { ...ports, doorbell, signal: stop.signal, report: (progress) => told.push(progress) },
    );
  const second = Math.floor(began / 1000);
  const say = async (text: string, n: number) => {
    const ts = `${second + n}.000100`;
    fixture.workspace.post('C1', ts, text);
    const event = { type: 'message', channel: 'C1', user: 'U1', text, ts };
    await deliver(fixture.ledger, event, second + n);
    doorbell.ring();
  };
  return { ...fixture, run, say, told, stop, second, doorbell };
}

it('[MGD-4] between two cycles a delivery is taken as it comes, without a request', async () => {
  const seen: { texts: string[]; asked: number }[] = [];
  const look = () => {
    seen.push({ texts: [...life.memory.texts], asked: life.workspace.asked.length });
  };
  const life = attended([
    [minuteMs, () => look()],
    [2 * minuteMs, () => life.say('hello', 120)],
    [2 * minuteMs + 1, () => look()],
  ]);
  await life.run();
  expect(seen[0]?.texts).toEqual([]);
  expect(seen[1]?.texts).toEqual(['hello']);
  expect(seen[1]?.asked).toBe(seen[0]?.asked);
});

it('[MGD-4] what a delivery makes owed is done when it falls due, within the same cycle', async () => {
  const feedback = () => life.memory.live.filter(({ modality }) => modality === 'feedback');
  const react = async () => {
    const ts = `${life.second + 60}.000100`;
    const message = life.workspace.posted.get('C1')?.find((posted) => posted.ts === ts);
    if (message) message.reactions = [{ emoji: 'eyes', count: 1, users: ['U1'] }];
    const item = { type: 'message', channel: 'C1', ts };
    const event = { type: 'reaction_added', user: 'U1', reaction: 'eyes', item };
    await deliver(life.ledger, event, life.second + 120);
    life.doorbell.ring();
  };
  const seen: number[] = [];
  const life = attended([
    [minuteMs, () => life.say('hello', 60)],
    [2 * minuteMs, react],
    [2 * minuteMs + 20_000, () => void seen.push(feedback().length)],
    [4 * minuteMs, () => void seen.push(feedback().length)],
  ]);
  await life.run();
  expect(seen).toEqual([0, 1]);
});

it('[SYN-7] a channel that appears is followed within seconds, not at the next cycle', async () => {
  const life = attended([
    [
      minuteMs,
      async () => {
        life.workspace.addChannel('C2', 'new-things');
        life.workspace.post('C2', `${life.second + 50}.000100`, 'first words');
        const event = { type: 'channel_created', channel: { id: 'C2', name: 'new-things' } };
        await deliver(life.ledger, event, life.second + 60);
        life.doorbell.ring();
      },
    ],
    [minuteMs + 20_000, () => undefined],
  ]);
  await life.run();
  expect(life.memory.texts).toContain('first words');
});

it('[SYN-3] a ledger that was taken over ends the watch, whoever rings', async () => {
  const life = attended([
    [
      minuteMs,
      async () => {
        const lost = life.ledger.commit.bind(life.ledger);
        await lost({ received: [] });
        const { LedgerLost } = await import('../ports.ts');
        life.ledger.commit = () => Promise.reject(new LedgerLost('taken over'));
        life.ledger.deliveries = async () => [{ id: 'Ev', body: '{}', at: { lo: 0, hi: 1000 } }];
        life.doorbell.ring();
      },
    ],
    [2 * minuteMs, () => undefined],
  ]);
  const report = await life.run();
  expect(report.outcome).toBe('failed');
  expect(report.failures.map(({ code }) => code)).toContain('ledger_lost');
});
