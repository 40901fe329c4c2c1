import type { Interval } from '@belay/slack/model';
import { byInterval, later, type Verdict } from './order.ts';
import type { Register } from './registers.ts';

/** A verdict and the register as it stands after it. */
export interface Judged<V> {
  verdict: Verdict;
  register: Register<V>;
}

/** Sets and signatures have no order of their own: equal, or told apart by intervals. */
export function judgeValue<V>(
  known: Register<V> | undefined,
  seen: Register<V>,
  equal: (a: V, b: V) => boolean = Object.is,
): Judged<V> {
  if (known === undefined) return { verdict: 'newer', register: seen };
  if (equal(known.value, seen.value)) return { verdict: 'same', register: confirmed(known, seen) };
  return decided(byInterval(known, seen), known, seen);
}

type Body = { edited: string; digest: string };

/**
 * Greater `edited.ts` first, where both carry one: it has whole seconds and some updates have
 * none, so equal or missing ones leave it to the intervals (SYN-10).
 */
export function judgeBody(known: Register<Body> | undefined, seen: Register<Body>): Judged<Body> {
  if (known === undefined) return { verdict: 'newer', register: seen };
  if (known.value.digest === seen.value.digest) {
    const edited = known.value.edited > seen.value.edited ? known.value : seen.value;
    return { verdict: 'same', register: { ...confirmed(known, seen), value: edited } };
  }
  const [a, b] = [known.value.edited, seen.value.edited];
  // the first edit is newer than no edit at all; the loss of one has to be seen by a later read
  if (b !== '' && a !== b) return decided(b > a ? 'newer' : 'older', known, seen);
  return decided(byInterval(known, seen), known, seen);
}

/**
 * Deletion beats life unless a later read revives it; an absence counts only when its read is
 * later than the last sighting (SYN-11).
 */
export function judgeLife(
  known: Register<'live' | 'gone'> | undefined,
  seen: Register<'live' | 'gone'>,
): Judged<'live' | 'gone'> {
  if (known === undefined || known.value === seen.value) return judgeValue(known, seen);
  const order = byInterval(known, seen);
  if (seen.value === 'live' && order === 'doubt') return decided('older', known, seen);
  return decided(order, known, seen);
}

function confirmed<V>(known: Register<V>, seen: Interval): Register<V> {
  return { ...later(known, seen), value: known.value };
}

function decided<V>(verdict: Verdict, known: Register<V>, seen: Register<V>): Judged<V> {
  return { verdict, register: verdict === 'newer' ? seen : known };
}
