/** A clock of the sandbox's kind: it stands still until somebody advances it. */
interface StandingClock {
  readonly next: number | undefined;
  now(): number;
  advance(ms: number): Promise<void>;
}

/** Turns of the event loop in which nothing happened, after which only time can bring the next. */
const restTurns = 4;

/**
 * Waits for `work` and lets time jump to the next timer whenever everything else rests: hours pass
 * in seconds, and sleeps that run beside each other still overlap. `isBusy`: somebody computes.
 */
export async function passTime<T>(
  clock: StandingClock,
  work: Promise<T>,
  isBusy: () => boolean = () => false,
): Promise<T> {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  work.then(settle, settle);
  for (;;) {
    for (let idle = 0; idle < restTurns && !isSettled; idle = isBusy() ? 0 : idle + 1)
      await new Promise<void>((resolve) => setImmediate(resolve));
    if (isSettled) return work;
    if (clock.next === undefined) throw new Error('somebody waits for what no timer brings');
    await clock.advance(Math.max(0, clock.next - clock.now()));
  }
}
