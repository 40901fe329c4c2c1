import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { fetchSandbox } from '@belay/sandbox/fetch-sandbox';
import { openSandbox } from '@belay/sandbox/open-sandbox';
import { expect, test } from 'vitest';
import { passTime } from '../testing/pass-time.ts';
import { SlackWorkspace, type SlackWorkspaceOptions } from './slack-workspace.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const history = 'conversations.history';

/** A sandbox in this process with so many channels, on a clock that jumps. */
function stage({ channels = 1, items = 60, limits = 'clamped' as 'clamped' | 'tiers' } = {}) {
  const clock = new VirtualClock(Date.UTC(2026, 10, 2, 9));
  const sandbox = openSandbox({ clock, limits });
  sandbox.settle('http://sandbox.example');
  const { world, app } = sandbox;
  const mara = world.addUser({ name: 'mara' });
  const rooms = Array.from({ length: channels }, (_, i) => {
    const channel = world.addChannel({ name: `rope-${i}`, members: [mara.id, app.botUserId] });
    const said = Array.from({ length: items }, (_, n) =>
      world.post({ channel: channel.id, user: mara.id, text: `${n}` }),
    );
    return { channel: channel.id, root: said[0]?.ts ?? '' };
  });
  const asked: { method: string; limit: number }[] = [];
  const inner = fetchSandbox(sandbox);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const form = new URLSearchParams(String(init?.body));
    asked.push({ method: String(input).split('/').at(-1) ?? '', limit: Number(form.get('limit')) });
    await clock.sleep(150);
    return inner(input, init);
  };
  const workspace = (more: Partial<SlackWorkspaceOptions> = {}) =>
    new SlackWorkspace({
      token: sandbox.botToken,
      apiUrl: sandbox.apiUrl,
      clock,
      random: () => 0,
      fetch,
      ...more,
    });
  const pass = <T>(work: Promise<T>) => passTime(clock, work);
  return { clock, sandbox, rooms, asked, workspace, pass };
}

/** Every channel walked to its end, all at once. */
function walkAll(slack: SlackWorkspace, rooms: { channel: string; root: string }[]) {
  return Promise.all(
    rooms.flatMap(({ channel, root }) => [
      walk((bounds) => slack.history(channel, bounds)),
      walk((bounds) => slack.replies(channel, root, bounds)),
    ]),
  );
}

async function walk(
  read: (bounds: { cursor?: string }) => ReturnType<SlackWorkspace['history']>,
): Promise<void> {
  for (let bounds: { cursor?: string } | undefined = {}; bounds; ) {
    const { cursor } = await read(bounds);
    bounds = cursor === undefined ? undefined : { cursor };
  }
}

test.each([
  ['long channels: the pages tell', 60],
  ['short channels: only rejections tell', 5],
])('[SYN-2] a clamped app meets two rejections at most, %s', async (_, items) => {
  const { sandbox, rooms, asked, workspace, pass } = stage({ channels: 8, items });
  const slack = workspace();
  await pass(walkAll(slack, rooms));
  expect(sandbox.calls.total.refused).toBeLessThanOrEqual(2);
  expect(slack.isClamped).toBe(true);
  expect(slack.usage()).toMatchObject({
    'conversations.history': { perMinute: 1 },
    'conversations.replies': { perMinute: 1 },
  });
  expect(asked.slice(-10).map(({ limit }) => limit)).toEqual(Array(10).fill(15));
});

test('[SYN-2] what the clamp leaves is shown, and the next process knows of it', async () => {
  const { clock, sandbox, rooms, workspace, pass } = stage({ channels: 3 });
  const slack = workspace();
  expect(slack.plan()).toMatchObject({ clamped: false, pageSize: 999 });
  await pass(walkAll(slack, rooms));
  const plan = slack.plan();
  expect(plan).toMatchObject({
    clamped: true,
    pageSize: 15,
    methods: { [history]: { perMinute: 1, left: 0 }, 'users.list': { perMinute: 20, left: 20 } },
  });
  const wait = (plan.methods[history]?.nextFreeAt ?? 0) - clock.now();
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(minuteMs + 100);
  const { refused } = sandbox.calls.total;
  const next = workspace({ restored: JSON.parse(JSON.stringify(slack.rateState())) });
  expect(next.isClamped).toBe(true);
  await pass(walkAll(next, rooms));
  expect(sandbox.calls.total.refused).toBe(refused);
});

test('[SYN-2] every six hours one request asks for more, and its page ends the clamp', async () => {
  const { clock, sandbox, rooms, asked, workspace, pass } = stage({ items: 1_500 });
  const slack = workspace();
  const [room = { channel: '', root: '' }] = rooms;
  const read = () => pass(slack.history(room.channel, {}));
  while (!slack.isClamped) await read();
  asked.length = 0;
  while (asked.length < 400) await read();
  expect(asked.filter(({ limit }) => limit === 999)).toHaveLength(1);
  sandbox.limiter.mode = 'tiers';
  await clock.advance(6 * hourMs);
  expect((await read()).messages).toHaveLength(999);
  expect(slack.isClamped).toBe(false);
  expect(slack.plan()).toMatchObject({ pageSize: 999, methods: { [history]: { perMinute: 50 } } });
});

test('[SYN-2] a budget that somebody else used up is no clamp', async () => {
  const { sandbox, rooms, workspace, pass } = stage({ channels: 12, items: 5, limits: 'tiers' });
  const other = workspace({ rate: 'unlimited' });
  const [room = { channel: '', root: '' }] = rooms;
  for (let i = 0; i < 52; i += 1) await pass(other.history(room.channel, {}));
  const slack = workspace();
  await pass(walkAll(slack, rooms));
  expect(sandbox.calls.total.refused).toBeGreaterThan(0);
  expect(slack.isClamped).toBe(false);
  expect(slack.plan().methods[history]).toMatchObject({ perMinute: 50 });
});

test('[SYN-2] a short page of 15 among larger ones is no clamp', async () => {
  const { sandbox, rooms, workspace, pass } = stage({ items: 300, limits: 'tiers' });
  const [room = { channel: '', root: '' }] = rooms;
  const slack = workspace();
  sandbox.faults.add({ method: history, kind: 'short_page', size: 15, times: 1 });
  for (let i = 0; i < 3; i += 1) await pass(slack.history(room.channel, {}));
  sandbox.faults.add({ method: history, kind: 'short_page', size: 15, times: 1 });
  for (let i = 0; i < 3; i += 1) await pass(slack.history(room.channel, {}));
  expect(slack.isClamped).toBe(false);
});
