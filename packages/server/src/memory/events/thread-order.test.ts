import { expect, test } from 'vitest';
import { publicId } from '../ids.ts';
import { placeThread, type ThreadNode } from './thread-order.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = (n: number) => new Date(1_700_000_000_000 + n * 1_000);
const node = (
  n: number,
  { after = [] as number[], instead = [] as number[], closed = null as number | null } = {},
): ThreadNode => ({
  id: id(n),
  precededBy: [...after, ...instead].map(id),
  supersedes: instead.map((each) => `supersedes:${publicId('evt', id(each))}`),
  observedAt: at(n),
  recordedAt: at(n),
  closedAt: closed === null ? null : at(closed),
});
const shown = (nodes: ThreadNode[], asOf?: Date) =>
  placeThread(nodes, asOf).map(({ node: each, isRoot, belongsTo }) => [each.id, isRoot, belongsTo]);

// a message that was edited, a reply to it from before the edit, a file of that reply
const thread = [
  node(1, { closed: 4 }),
  node(2, { after: [1] }),
  node(3, { after: [2] }),
  node(4, { instead: [1] }),
];

test('[MEM-7] a thread shows the versions that stand, and what belongs to them', () => {
  expect(shown(thread)).toEqual([
    [id(2), false, id(4)],
    [id(3), false, id(2)],
    [id(4), true, undefined],
  ]);
});

test('[MEM-7] as of a moment it shows what stood then', () => {
  expect(shown(thread, at(2))).toEqual([
    [id(1), true, undefined],
    [id(2), false, id(1)],
  ]);
});

test('[MEM-7] versions of a reply belong where the reply does, whatever they name first', () => {
  const edited = [
    node(1),
    node(2, { after: [1], closed: 3 }),
    { ...node(3, { after: [1], instead: [2] }), precededBy: [id(2), id(1)] },
  ];
  expect(shown(edited)).toEqual([
    [id(1), true, undefined],
    [id(3), false, id(1)],
  ]);
});

test('[MEM-7] a circle of versions, which somebody forged, ends', () => {
  const circle = [node(1, { instead: [2] }), node(2, { instead: [1] })];
  expect(placeThread(circle, undefined)).toHaveLength(2);
});
