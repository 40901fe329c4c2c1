import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { afterEach, expect, it } from 'vitest';
import type { Clock } from '../ports.ts';
import { CortexDouble } from '../testing/cortex-double.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { sync } from './sync.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

async function open(seed: 'demo' | 'empty') {
  // time stands still: a thread that was read long before would be read again
  const time = new VirtualClock(Date.UTC(2026, 2, 20, 12));
  const clock: Clock = {
    now: () => time.now(),
    sleep: () => Promise.reject(new Error('nothing here should have to wait')),
  };
  sandbox = await startSandbox({ seed, clock: time });
  const workspace = new SlackWorkspace({
    token: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    clock,
    rate: 'unlimited',
  });
  return { sandbox, workspace, memory: new CortexDouble(), ledger: new MemoryLedger(), clock };
}

it('[SYN-2] the demo world over the real client: complete, and nothing on the second run', async () => {
  const ports = await open('demo');
  const first = await sync({ org: 'acme', since: 0 }, ports);
  expect(first.failures).toEqual([]);
  expect(first.outcome).toBe('done');
  expect(first.counts.replies).toBeGreaterThan(0);
  expect(first.counts.files).toBeGreaterThan(0);
  expect(first.counts.reactions).toBeGreaterThan(0);
  for (const { content, context } of ports.memory.live)
    if (content.kind === 'message' && context?.labels?.some((l) => l.startsWith('supersedes:')))
      throw new Error('a first run writes no versions');
  const { length } = ports.memory.events;
  const second = await sync({ org: 'acme', since: 0 }, ports);
  expect(second.outcome).toBe('done');
  expect(ports.memory.events).toHaveLength(length);
  expect(second.requests['conversations.replies']).toBeUndefined();
});

it('[SYN-2] keeps to the bound: pages of history, and one call a thread', async () => {
  const ports = await open('empty');
  const { sandbox } = ports;
  sandbox.world.seedMany({
    messages: 5000,
    channels: 3,
    replies: 0.3,
    members: [sandbox.app.botUserId],
  });
  const report = await sync({ org: 'acme', since: 0 }, ports);
  expect(report.outcome).toBe('done');
  expect(ports.memory.texts).toHaveLength(5000);
  const threads = Math.ceil(1500 / 4);
  const pages = 3 * Math.ceil(3500 / 3 / 999);
  const requests = Object.values(report.requests).reduce((sum, n) => sum + n, 0);
  expect(requests).toBeLessThanOrEqual(1.02 * (pages + threads + 3) + 10);
});
