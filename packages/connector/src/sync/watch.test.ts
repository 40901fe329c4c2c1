import { expect, it } from 'vitest';
import type { Progress } from '../progress.ts';
import { syncFixture } from '../testing/sync-fixture.ts';
import { sync } from './sync.ts';
import { watch } from './watch.ts';

/** Many channels, the first of them busy, under a limit for history. */
function busyWorkspace(channels: number, perMinute: number | undefined) {
  const fixture = syncFixture();
  const { workspace, clock, ports } = fixture;
  const now = Math.floor(clock.now() / 1000);
  for (let n = 2; n <= channels; n++) workspace.addChannel(`C${n}`, `channel-${n}`);
  for (let n = 0; n < 200; n++) workspace.post('C1', `${now - 9000 + n}.000100`, `busy ${n}`);
  for (let n = 2; n <= channels; n++) workspace.post(`C${n}`, `${now - 9000}.000100`, `quiet ${n}`);
  Object.assign(workspace, { historyPerMinute: () => perMinute });
  const told: Progress[] = [];
  const read = new Map<string, number[]>();
  const history = workspace.history.bind(workspace);
  workspace.history = (channelId, bounds) => {
    read.set(channelId, [...(read.get(channelId) ?? []), clock.now()]);
    return history(channelId, bounds);
  };
  const run = async (ms: number) => {
    const stop = new AbortController();
    const until = clock.now() + ms;
    const sleep = clock.sleep.bind(clock);
    clock.sleep = async (wait, signal) => {
      if (clock.now() >= until) stop.abort();
      await sleep(wait, signal);
    };
    const report = (progress: Progress) => told.push(progress);
    await watch(
      { org: 'acme', since: 0, intervalMs: 60_000 },
      { ...ports, report, signal: stop.signal },
    );
  };
  return { ...fixture, run, told, read };
}

it('[SYN-12] every channel is read in every cycle while the limit allows it', async () => {
  const { run, read, told } = busyWorkspace(20, 50);
  await run(5 * 60_000);
  for (const times of read.values()) expect(times.length).toBeGreaterThanOrEqual(5);
  expect(told.some(({ type }) => type === 'polling')).toBe(false);
});

it('[SYN-12] beyond the limit busy channels come more often, and each as often as is said', async () => {
  const { run, read, told, clock } = busyWorkspace(120, 30);
  const begun = clock.now();
  await run(60 * 60_000);
  const polling = told.find((progress) => progress.type === 'polling');
  if (polling?.type !== 'polling') throw new Error('nothing was told of turns');
  expect(polling.channels).toHaveLength(120);
  for (const { channelId, everyMs } of polling.channels) {
    const times = (read.get(channelId) ?? []).filter((at) => at > begun + 2 * 60_000);
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? at));
    // a cycle is a minute and a little: a turn comes with the cycle in which it falls due
    expect(Math.max(...gaps)).toBeLessThanOrEqual(everyMs + 2 * 66_000);
  }
  const everyOf = (id: string) => polling.channels.find((c) => c.channelId === id)?.everyMs ?? 0;
  expect(everyOf('C1')).toBeLessThan(everyOf('C2'));
  const requests = [...read.values()].flat().filter((at) => at > begun + 2 * 60_000).length;
  expect(requests / 58).toBeLessThanOrEqual(30);
});

it('[CLI-3] a watch that is stopped at any step ends as stopped, and nothing is lost', async () => {
  for (let stopAt = 1; stopAt <= 12; stopAt++) {
    const { workspace, memory, clock, ports } = syncFixture();
    workspace.post('C1', '1773570600.000100', 'one');
    const stop = new AbortController();
    let steps = 0;
    // each call of the workspace fails as a request does once its signal is aborted
    const seen = new Proxy(workspace, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function' || typeof name !== 'string') return member;
        return (...given: unknown[]) => {
          steps += 1;
          if (steps === stopAt) stop.abort();
          stop.signal.throwIfAborted();
          return member.apply(target, given);
        };
      },
    });
    const sleep = clock.sleep.bind(clock);
    let cycles = 0;
    clock.sleep = async (ms, signal) => {
      cycles += 1;
      if (cycles === 2) stop.abort();
      await sleep(ms, signal);
    };
    const watched = { ...ports, workspace: seen, signal: stop.signal };
    const report = await watch({ org: 'acme', since: 0, intervalMs: 60_000 }, watched);
    expect([stopAt, report.outcome]).toEqual([stopAt, 'stopped']);
    expect((await sync({ org: 'acme', since: 0 }, ports)).outcome).toBe('done');
    expect(memory.texts).toEqual(['one']);
  }
});
