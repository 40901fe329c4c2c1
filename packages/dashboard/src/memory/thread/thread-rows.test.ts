import type { ThreadItem } from '@belay/contract/read';
import { expect, test } from 'vitest';
import { threadRows } from './thread-rows.ts';

const item = (
  id: string,
  second: number,
  relation: ThreadItem['relation'],
  belongs_to: string | null = null,
): ThreadItem => ({
  event_id: id,
  scope: 'org:acme',
  modality: relation === 'reactions' ? 'feedback' : 'conversation',
  observed_actor: 'user:ada@acme.example',
  subject: 'user:ada@acme.example',
  content: relation === 'file' ? { kind: 'blob_ref', blob_id: 'b' } : { kind: 'message', text: id },
  context: {},
  observed_at: new Date(Date.UTC(2026, 2, 15, 10, 0, second)).toISOString(),
  recorded_at: '2026-03-15T11:00:00Z',
  labels: [],
  intent: null,
  wal_offset: 1,
  relation,
  belongs_to,
});

test('[MEM-7] files and reactions hang on their message, messages stand in order', () => {
  const rows = threadRows([
    item('root', 0, 'root'),
    item('like', 0, 'reactions', 'root'),
    item('b', 20, 'reply', 'root'),
    item('a', 10, 'reply', 'root'),
    item('doc', 10, 'file', 'a'),
  ]);
  expect(rows.map(({ one, files, reactions }) => [one.id, files.length, reactions.length])).toEqual(
    [
      ['root', 0, 1],
      ['a', 1, 0],
      ['b', 0, 0],
    ],
  );
});

test('[MEM-7] what hangs on nothing that is shown stands for itself', () => {
  const rows = threadRows([item('doc', 5, 'file', 'gone'), item('like', 1, 'reactions')]);
  expect(rows.map(({ one, files }) => [one.id, files.length])).toEqual([
    ['like', 0],
    ['doc', 1],
  ]);
});
