import { BelayError } from '@belay/contract/error';
import { expect, test, vi } from 'vitest';
import type { Notices } from '../../db/notices.ts';
import { createInbox } from './create-inbox.ts';
import type { Arrival } from './store-deliveries.ts';

/** Notices of one process, without a database. */
function localNotices(): Notices {
  const heard = new Map<string, (word: string | undefined) => void>();
  return {
    on(channel, hear) {
      heard.set(channel, hear);
      return () => heard.delete(channel);
    },
    tell: (channel, word) => heard.get(channel)?.(word),
    close: async () => undefined,
  };
}

const arrival = (id: string, connector = 'c1'): Arrival => ({
  ...{ tenant: 't1', installation: connector, id, body: '{}', at: { lo: 0, hi: 1000 } },
});
const byConnector = (arrivals: Arrival[]) =>
  new Map(arrivals.map(({ installation }) => [installation, 1]));
const refusal = (code: string) => Object.assign(new Error(code), { code });

function inbox(judge: (arrivals: Arrival[]) => void = () => undefined) {
  const groups: string[][] = [];
  const problems: unknown[] = [];
  const made = createInbox(
    async (arrivals) => {
      groups.push(arrivals.map(({ id }) => id));
      judge(arrivals);
      return byConnector(arrivals);
    },
    localNotices(),
    (error) => problems.push(error),
  );
  return { ...made, groups, problems };
}

test('[MGD-4] what arrives while a group is stored is the next group', async () => {
  const { put, groups } = inbox();
  const first = put([arrival('1')]);
  const together = ['2', '3', '4'].map((id) => put([arrival(id)]));
  await first;
  await Promise.all([...together, put([arrival('5')])]);
  expect(groups.flat()).toEqual(['1', '2', '3', '4', '5']);
  expect(groups.length).toBeLessThan(4);
});

test('[MGD-4] a group stays below 500 rows and 8 MiB', async () => {
  const { put, groups } = inbox();
  const large = { ...arrival('x'), body: 'x'.repeat(3 * 1024 * 1024) };
  await Promise.all(Array.from({ length: 1_200 }, (_, index) => put([arrival(`${index}`)])));
  expect(Math.max(...groups.map((group) => group.length))).toBeLessThanOrEqual(500);
  const before = groups.length;
  await Promise.all([1, 2, 3, 4].map(() => put([large])));
  expect(groups.slice(before).map((group) => group.length)).toEqual([2, 2]);
});

test('[MGD-4] a poisoned row fails alone', async () => {
  const { put, problems } = inbox((arrivals) => {
    if (arrivals.some(({ id }) => id === 'bad')) throw refusal('22P05');
  });
  const ids = ['1', '2', 'bad', '3', '4', '5'];
  const settled = await Promise.allSettled(ids.map((id) => put([arrival(id)])));
  expect(settled.map(({ status }) => status)).toEqual(
    ids.map((id) => (id === 'bad' ? 'rejected' : 'fulfilled')),
  );
  expect(problems).toHaveLength(1);
});

test('[MGD-4] a database that is away is asked once per group, and Slack told to repeat', async () => {
  const { put, groups } = inbox(() => {
    throw refusal('ECONNREFUSED');
  });
  const settled = await Promise.allSettled(['1', '2', '3'].map((id) => put([arrival(id)])));
  for (const one of settled)
    expect(one).toMatchObject({ reason: { code: 'UNAVAILABLE', retriable: true } });
  expect(settled[0]).toMatchObject({ reason: expect.any(BelayError) });
  expect(groups).toEqual([['1', '2', '3']]);
});

test('[MGD-4] the bell rings after the commit, for the connectors that got rows alone', async () => {
  const { put, subscribe } = inbox();
  const [mine, other] = [vi.fn(), vi.fn()];
  const stop = subscribe('c1', mine);
  subscribe('c2', other);
  await put([arrival('1')]);
  expect([mine.mock.calls.length, other.mock.calls.length]).toEqual([1, 0]);
  stop();
  await put([arrival('2'), arrival('2', 'c2')]);
  expect([mine.mock.calls.length, other.mock.calls.length]).toEqual([1, 1]);
});

test('[MGD-4] a listener that throws costs nobody an answer', async () => {
  const { put, subscribe, problems } = inbox();
  subscribe('c1', () => {
    throw new Error('not my day');
  });
  await expect(put([arrival('1')])).resolves.toBeUndefined();
  expect(problems).toHaveLength(1);
});
