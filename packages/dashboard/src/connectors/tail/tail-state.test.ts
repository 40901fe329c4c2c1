import { expect, test } from 'vitest';
import { arrive, drop, emptyTail, hold, release, waitingCount } from './tail-state.ts';

const some = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

test('[MGD-2] new ones come on top, and none twice', () => {
  const tail = arrive(arrive(emptyTail(), some('a')), some('c', 'b', 'a'));
  expect(ids(tail.shown)).toBe('cba');
  expect(arrive(tail, some('a'))).toBe(tail);
});

test('[MGD-2] nothing moves while somebody reads; afterwards nothing is missing', () => {
  let tail = hold(arrive(emptyTail(), some('a')));
  tail = arrive(arrive(tail, some('b')), some('c'));
  expect([ids(tail.shown), waitingCount(tail)]).toEqual(['a', 2]);
  tail = release(tail);
  expect([ids(tail.shown), waitingCount(tail), tail.held]).toEqual(['cba', 0, false]);
});

test('[MGD-2] what is forgotten goes at once, also while held', () => {
  let tail = arrive(hold(arrive(emptyTail(), some('a', 'b'))), some('c'));
  tail = drop(tail, new Set(['a', 'c']));
  expect([ids(tail.shown), waitingCount(tail)]).toEqual(['b', 0]);
  expect(drop(tail, new Set(['x']))).toBe(tail);
});

test('[MGD-2] hours of reading cost no memory, and the count stays true', () => {
  let tail = hold(emptyTail<{ id: string }>());
  for (let index = 0; index < 1000; index += 1) tail = arrive(tail, some(`e${index}`));
  expect(tail.waiting.length).toBe(200);
  expect(waitingCount(tail)).toBe(1000);
  expect(release(tail).shown[0]).toEqual({ id: 'e999' });
});
