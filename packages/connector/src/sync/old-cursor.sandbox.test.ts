import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { fetchSandbox } from '@belay/sandbox/fetch-sandbox';
import { openSandbox } from '@belay/sandbox/open-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { passTime } from '@belay/slack/testing/pass-time';
import { expect, it } from 'vitest';
import { CortexDouble } from '../testing/cortex-double.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { sync } from './sync.ts';

it('[SYN-2] no request is spent on a cursor that has grown old between two pages', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 10, 2, 9));
  const sandbox = openSandbox({ clock, limits: 'clamped' });
  sandbox.settle('http://sandbox.example');
  const channels = 90;
  const perChannel = 40;
  const members = [sandbox.app.botUserId];
  sandbox.world.seedMany({ messages: channels * perChannel, channels, replies: 0, members });
  const workspace = new SlackWorkspace({
    token: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    fetch: fetchSandbox(sandbox),
    clock,
    random: () => 0,
  });
  const ports = { workspace, memory: new CortexDouble(), ledger: new MemoryLedger(), clock };
  const options = { org: 'acme', since: 0, audit: 'quick' } as const;
  // one request a minute: two pages of a channel are an hour and a half apart
  const report = await passTime(clock, sync(options, ports));
  expect(report.outcome).toBe('done');
  expect(ports.memory.texts).toHaveLength(channels * perChannel);
  const pages = channels * Math.ceil(perChannel / 15);
  expect(sandbox.calls.of('conversations.history').calls).toBeLessThanOrEqual(pages + 2);
});
