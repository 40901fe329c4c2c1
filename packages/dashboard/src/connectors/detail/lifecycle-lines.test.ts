import { expect, test } from 'vitest';
import { addLines, lineWords } from './lifecycle-lines.ts';

const start = Date.parse('2026-03-15T10:00:00Z');
const item = (kind: string, second: number, more: object = {}) => ({
  lifecycle_id: `${kind}${second}`,
  kind,
  ts: new Date(start + second * 1000).toISOString(),
  scope: 'org:acme',
  ...more,
});
const words = (...items: ReturnType<typeof item>[]) => addLines([], items).map(lineWords);

test('[MEM-9] what happens together is one line, newest first', () => {
  expect(
    words(
      item('captured', 0),
      item('captured', 1),
      item('indexed', 1),
      item('captured', 2),
      item('connector_changed', 3, { what: 'pause' }),
      item('captured', 30),
    ),
  ).toEqual([
    'Captured 1 experience',
    'Paused',
    'Made searchable: 1 experience',
    'Captured 3 experiences',
  ]);
});

test('[MEM-9] a change that this page does not know yet is named as the server names it', () => {
  expect(words(item('connector_changed', 0, { what: 'token_revoked' }))).toEqual([
    'Connector token revoked',
  ]);
});

test('[MEM-9] figures have their own card, kinds of later servers are shown as they are', () => {
  expect(words(item('connector_progress', 0), item('import_progress', 1))).toEqual([
    'Import progress',
  ]);
});

test('[MEM-9] a day of events is a hundred lines', () => {
  const many = Array.from({ length: 500 }, (_, index) => item('captured', index * 60));
  expect(addLines([], many)).toHaveLength(100);
});
