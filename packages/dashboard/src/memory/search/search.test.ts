import { eventsQuery, recallBody } from '@belay/contract/read';
import { expect, test } from 'vitest';
import { isNarrowed, memorySearch } from './memory-search.ts';
import { listQuery, recallRequest, spanOf } from './recall-request.ts';
import { standing } from './standing.ts';

test('[MEM-7] any address opens something: what is no state is left out', () => {
  expect(
    memorySearch({
      q: 7,
      kind: '',
      as_of: 'yesterday',
      event: 'evt_1',
      from: '2026-02-31x',
      x: 1,
    }),
  ).toEqual({ q: '7' });
  expect(isNarrowed(memorySearch({ as_of: '2026-03-15T10:00:00Z' }))).toBe(false);
  expect(isNarrowed(memorySearch({ channel: 'ops' }))).toBe(true);
});

test('[MEM-7] what is asked for is what the contract takes', () => {
  const search = memorySearch({
    q: 'payments',
    channel: 'engineering',
    author: 'user:ada@acme.example',
    kind: 'conversation',
    from: '2026-03-01',
    to: '2026-03-15',
    as_of: '2026-03-20T10:00:00Z',
  });
  const asked = recallBody.parse(recallRequest(search, 'org:acme'));
  expect(asked.filters).toMatchObject({ AND: { length: 5 } });
  expect(asked.temporal).toEqual({ as_of: '2026-03-20T10:00:00Z' });
  expect(eventsQuery.parse(listQuery(search, 'org:acme'))).toMatchObject({
    labels: 'channel:engineering',
    view: 'descend',
    as_of: '2026-03-20T10:00:00Z',
  });
  expect(recallRequest({ q: 'x' }, 'org:acme')).not.toHaveProperty('filters');
});

test('[MEM-7] a span of days holds its last day, in the zone of the viewer', () => {
  const { since, until } = spanOf({ from: '2026-03-01', to: '2026-03-01' });
  expect(Date.parse(until ?? '') - Date.parse(since ?? '')).toBe(86_400_000);
  expect(new Date(since ?? '').getHours()).toBe(0);
  expect(spanOf({})).toEqual({ since: undefined, until: undefined });
});

test('[MEM-7] of several versions the one that stands is listed, and how many were before', () => {
  const one = (id: string, supersedes?: string) => ({ id, ...(supersedes ? { supersedes } : {}) });
  expect(standing([one('c', 'b'), one('b', 'a'), one('x'), one('a')])).toEqual([
    { one: one('c', 'b'), earlier: 2 },
    { one: one('x'), earlier: 0 },
  ]);
  // a circle that somebody forged hides nothing for ever
  expect(standing([one('a', 'b'), one('b', 'a')]).length).toBeLessThanOrEqual(1);
  expect(standing([])).toEqual([]);
});
