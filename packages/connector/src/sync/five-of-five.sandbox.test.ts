import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../ports.ts';
import { CortexDouble } from '../testing/cortex-double.ts';
import { Crash, crashing, Fuse } from '../testing/crashing.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { deliver } from '../testing/sync-fixture.ts';
import { sync } from './sync.ts';

const year = 365 * 24 * 60 * 60_000;
const start = Date.UTC(2026, 2, 20, 12);
const options = { org: 'acme', since: 0 };

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

/** A workspace with a history of three years, already in the memory; then five things happen. */
async function afterThreeYears() {
  const time = new VirtualClock(start);
  sandbox = await startSandbox({ clock: time });
  const { world, app } = sandbox;
  const ada = world.addUser({ name: 'ada', email: 'ada@acme.example' });
  const channel = world.addChannel({ name: 'ropes', members: [ada.id, app.botUserId] });
  const say = (text: string, at: number) =>
    world.post({ channel: channel.id, user: ada.id, text, at });
  const root = say('which rope for the north face?', start - 3 * year);
  world.reply({
    channel: channel.id,
    user: ada.id,
    text: 'the blue one',
    threadTs: root.ts,
    at: start - 3 * year + 60_000,
  });
  const edited = say('meet at eight', start - 2 * year);
  const deleted = say('never mind', start - year);
  const liked = say('new harnesses are here', start - year / 2);
  world.react(channel.id, liked.ts, ada.id, 'tada', { at: start - 1000 });
  say('see you all', start - 1000);
  const clock: Clock = { now: () => time.now(), sleep: (ms) => time.advance(ms) };
  const workspace = new SlackWorkspace({
    token: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    clock,
    rate: 'unlimited',
  });
  const ports = { workspace, memory: new CortexDouble(), ledger: new MemoryLedger(), clock };
  await sync(options, ports);
  const { length } = ports.memory.events;
  const happen = () => {
    const about = { channel: channel.id, user: ada.id };
    world.reply({ ...about, text: 'we took the red one', threadTs: root.ts });
    world.edit(channel.id, edited.ts, { text: 'meet at nine' });
    world.delete(channel.id, deleted.ts);
    world.unreact(channel.id, liked.ts, ada.id, 'tada');
    world.post({ ...about, text: 'the shop is open' });
  };
  /** posted, and told by an event: the last one that arrives */
  const hear = async (text: string) => {
    const { ts } = world.post({ channel: channel.id, user: ada.id, text });
    await deliver(
      ports.ledger,
      { type: 'message', channel: channel.id, user: ada.id, text, ts },
      Math.floor(time.now() / 1000),
    );
  };
  return { ports, time, happen, hear, length };
}

function expectFive(memory: CortexDouble, before: number, others: string[] = []): void {
  expect(memory.texts.toSorted()).toEqual(
    [
      'which rope for the north face?',
      'the blue one',
      'we took the red one',
      'meet at eight',
      'meet at nine',
      'new harnesses are here',
      'see you all',
      'the shop is open',
      ...others,
    ].toSorted(),
  );
  const feedback = memory.live.filter(({ modality }) => modality === 'feedback');
  expect(feedback.at(-1)?.content).toMatchObject({ data: { reactions: [] } });
  // reply, edit, empty reactions, new message; the deletion writes nothing
  expect(memory.events).toHaveLength(before + 4);
}

describe('five changes in three years of history', () => {
  it('[SYN-1] are all found by the next run', async () => {
    const { ports, time, happen, length } = await afterThreeYears();
    await time.advance(60 * 60_000);
    happen();
    await time.advance(60_000);
    expect((await sync(options, ports)).outcome).toBe('done');
    expectFive(ports.memory, length);
  });

  it('[SYN-3] are all found after a kill at any step', async () => {
    for (const calls of [3, 9, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42]) {
      const { ports, time, happen, length } = await afterThreeYears();
      await time.advance(60 * 60_000);
      happen();
      await time.advance(60_000);
      const fuse = new Fuse(calls);
      const { clock } = ports;
      try {
        await sync(options, {
          workspace: crashing(ports.workspace, fuse),
          memory: crashing(ports.memory, fuse),
          ledger: crashing(ports.ledger, fuse),
          clock,
        });
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
      }
      expect((await sync(options, ports)).outcome).toBe('done');
      expectFive(ports.memory, length);
      await sandbox?.close();
    }
  });

  it('[SYN-1] are all found when their events were lost for two hours', async () => {
    const { ports, time, happen, hear, length } = await afterThreeYears();
    await hear('the lift is out of order');
    await sync(options, ports);
    expect(ports.memory.texts).toContain('the lift is out of order');
    happen();
    await time.advance(2 * 60 * 60_000);
    expect((await sync(options, ports)).outcome).toBe('done');
    expectFive(ports.memory, length + 1, ['the lift is out of order']);
  });
});
