/** One that can stand in the tail. */
interface Named {
  id: string;
}

/**
 * The newest experiences, newest first. While somebody reads (`held`), what comes waits above, so
 * that nothing moves under their eyes; what is forgotten goes from both at once.
 */
export interface Tail<One extends Named> {
  shown: readonly One[];
  waiting: readonly One[];
  held: boolean;
  /** came while held, but are no longer kept: too many */
  passed: number;
}

const mostShown = 200;
const mostWaiting = 200;

export function emptyTail<One extends Named>(): Tail<One> {
  return { shown: [], waiting: [], held: false, passed: 0 };
}

/** New ones, the newest first. One that is there already is not added again. Pure. */
export function arrive<One extends Named>(tail: Tail<One>, news: readonly One[]): Tail<One> {
  const known = new Set([...tail.shown, ...tail.waiting].map(({ id }) => id));
  const fresh = news.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return tail;
  if (!tail.held) return { ...tail, shown: [...fresh, ...tail.shown].slice(0, mostShown) };
  const waiting = [...fresh, ...tail.waiting];
  return {
    ...tail,
    waiting: waiting.slice(0, mostWaiting),
    passed: tail.passed + Math.max(0, waiting.length - mostWaiting),
  };
}

export function hold<One extends Named>(tail: Tail<One>): Tail<One> {
  return tail.held ? tail : { ...tail, held: true };
}

/** Reading is over: what waited comes in. */
export function release<One extends Named>(tail: Tail<One>): Tail<One> {
  if (!tail.held) return tail;
  return {
    shown: [...tail.waiting, ...tail.shown].slice(0, mostShown),
    waiting: [],
    held: false,
    passed: 0,
  };
}

export function drop<One extends Named>(tail: Tail<One>, ids: ReadonlySet<string>): Tail<One> {
  const stays = ({ id }: One) => !ids.has(id);
  if ([...tail.shown, ...tail.waiting].every(stays)) return tail;
  return { ...tail, shown: tail.shown.filter(stays), waiting: tail.waiting.filter(stays) };
}

/** How many came while somebody read. */
export function waitingCount(tail: Tail<Named>): number {
  return tail.waiting.length + tail.passed;
}
