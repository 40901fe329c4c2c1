import { useState } from 'react';
import { moved } from './moved.ts';

/**
 * A key for each row of a list whose items have none of their own: a row that moves keeps it, and so
 * its fields. What changes the list elsewhere (Discard, a colleague) adds and takes at its end.
 */
export function useRowKeys(count: number) {
  const [kept, setKept] = useState<number[]>([]);
  const keys = fitted(kept, count);
  return {
    keys,
    move: (from: number, to: number) => setKept(moved(keys, from, to)),
    remove: (index: number) => setKept(keys.filter((_, at) => at !== index)),
    /** the key of a row that is put at the end */
    next: fitted(keys, count + 1)[count],
  };
}

/** As many keys as rows: what is missing is new at the end, what is too many goes there. */
export function fitted(keys: readonly number[], count: number): number[] {
  const fitting = keys.slice(0, count);
  for (let fresh = Math.max(-1, ...keys) + 1; fitting.length < count; fresh += 1)
    fitting.push(fresh);
  return fitting;
}
