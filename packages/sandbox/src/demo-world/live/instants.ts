import { mixed } from './routine.ts';

const minute = 60_000;
const second = 1000;

/** While somebody has just arrived, something happens every 8-20 s; later every 4-12 min. */
const lively = 6 * minute;

/**
 * When the live lines happen, in ms since the epoch, without end. Pure in the base time and in the
 * starts so far: a later start never moves what lies before it, so a restarted world can be told
 * again with the same ids and its memory doubles nothing.
 */
export function* liveInstants(base: number, starts: readonly number[]): Generator<number> {
  let last = base;
  for (let n = 0; ; n++) {
    const awake = starts.some((start) => start <= last && last < start + lively);
    const gap = awake ? (8 + 12 * mixed(n, 11)) * second : (4 + 8 * mixed(n, 12)) * minute;
    const woken = starts.find((start) => start > last && start < last + gap);
    last = Math.floor(woken === undefined ? last + gap : woken + (2 + 3 * mixed(n, 13)) * second);
    yield last;
  }
}
