/** Runs work, at most `width` at once, the others in the order in which they came. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

export function takeTurns(width: number): Turns {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    // whoever ends hands its turn over, so nobody who comes in between overtakes
    if (running < width) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
