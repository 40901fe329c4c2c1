import { fetchSandbox } from '@belay/sandbox/fetch-sandbox';
import { openSandbox } from '@belay/sandbox/open-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Channel } from '@belay/slack/model';
import { expect, test } from 'vitest';
import { checkRate } from './check-rate.ts';
import { type Heard, heardFetch } from './heard-fetch.ts';
import { probeRate } from './probe-rate.ts';

const clock = { now: () => Date.now(), sleep: () => new Promise<never>(() => {}) };
const hourMs = 3_600_000;

/** Probes a workspace whose one or more channels hold so many messages of the last 10 hours. */
async function probe(limits: 'tiers' | 'clamped', messages: number[]) {
  const sandbox = openSandbox({ limits });
  sandbox.settle('http://127.0.0.1');
  const ada = sandbox.world.addUser({ name: 'ada', realName: 'Ada' }).id;
  const now = Date.now();
  for (const [i, count] of messages.entries()) {
    const members = [ada, sandbox.app.botUserId];
    const { id } = sandbox.world.addChannel({ name: `room-${i}`, members });
    for (let n = 0; n < count; n++)
      sandbox.world.post({
        channel: id,
        user: ada,
        text: `line ${n}`,
        at: now - 10 * hourMs + n * 60_000,
      });
  }
  const heard: Heard = {};
  const workspace = new SlackWorkspace({
    token: sandbox.botToken,
    clock,
    apiUrl: 'http://127.0.0.1/api/',
    fetch: heardFetch(fetchSandbox(sandbox), clock, heard),
  });
  const channels: Channel[] = [];
  for await (const page of workspace.channels()) channels.push(...page);
  const seen = await probeRate(workspace, channels, heard, new AbortController().signal);
  const run = { channels: channels.length, since: now - 24 * hourMs, now };
  return { seen, finding: checkRate(seen, run), calls: sandbox.calls };
}

test('[SYN-2] one full page shows the documented limits, and how long a first run takes', async () => {
  const { seen, finding } = await probe('tiers', [40]);
  expect(seen).toMatchObject({ kind: 'pages', isClamped: false });
  expect(finding).toMatchObject({
    verdict: 'ok',
    details: { mode: 'documented', backfill_messages: 40, backfill_minutes: 1 },
  });
});

test('[SYN-2] a clamped app shows by one page of 15', async () => {
  const { seen, finding } = await probe('clamped', [40]);
  expect(seen).toMatchObject({ kind: 'pages', isClamped: true });
  expect(finding).toMatchObject({
    verdict: 'warn',
    message: expect.stringContaining('one request of 15 messages a minute'),
    next: expect.stringContaining('cortexdb-sync import'),
    details: { mode: 'clamped' },
  });
});

test('[SYN-2] where pages are small the second request tells, and is not waited for', async () => {
  const { seen, finding } = await probe('clamped', [3, 2]);
  expect(seen).toMatchObject({ kind: 'rejected', retryAfterMs: expect.any(Number) });
  expect(finding).toMatchObject({ verdict: 'warn', details: { mode: 'clamped' } });
  expect((await probe('tiers', [3, 2])).finding).toMatchObject({
    verdict: 'ok',
    details: { mode: 'documented', backfill_messages: 5 },
  });
  expect((await probe('tiers', [])).seen).toEqual({
    kind: 'none',
    why: 'the bot is in no channel yet',
  });
});

test('[SYN-2] the guess for a clamped backfill counts pages of 15 and threads one by one', () => {
  const now = Date.parse('2026-03-15T10:30:00Z');
  const message = (ts: string, replyCount: number) => ({
    ts,
    kind: 'content' as const,
    author: {},
    text: '',
    blocks: [],
    attachments: [],
    files: [],
    reactions: [],
    isBroadcast: false,
    thread: { replyCount, replyUsersCount: 1 },
  });
  const daysAgo = (days: number) => `${Math.floor(now / 1000 - days * 86_400)}.000100`;
  const messages = Array.from({ length: 15 }, (_, i) =>
    message(daysAgo(i / 14), i % 3 === 0 ? 2 : 0),
  );
  const sample = { channel: 'general', messages, hasMore: true };
  const finding = checkRate(
    { kind: 'pages', samples: [sample], isClamped: true },
    { channels: 10, since: now - 30 * 86_400_000, now },
  );
  // 15 a day and channel: 4,500 messages, 300 pages; a third with threads: 1,500 requests
  expect(finding.details).toEqual({
    mode: 'clamped',
    backfill_messages: 4500,
    backfill_minutes: 1500,
  });
  expect(finding.message).toContain('about 25.0 h');
});
