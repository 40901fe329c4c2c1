import { expect, test } from 'vitest';
import { forgetIds } from './forget-ids.ts';

test('[MEM-8] versions, files and reactions go along, replies of others stay', () => {
  expect(
    forgetIds(
      'b',
      [{ event_id: 'a' }, { event_id: 'b' }],
      [
        { event_id: 'b', relation: 'root', belongs_to: null },
        { event_id: 'r', relation: 'reply', belongs_to: 'b' },
        { event_id: 'f', relation: 'file', belongs_to: 'a' },
        { event_id: 'l', relation: 'reactions', belongs_to: 'b' },
        { event_id: 'x', relation: 'file', belongs_to: 'r' },
      ],
    ),
  ).toEqual(['b', 'a', 'f', 'l']);
  expect(forgetIds('a', [], [])).toEqual(['a']);
});
