/** The browser's clock and chance, as what depends on them takes them. */
export const browser = {
  random: () => Math.random(),
  now: () => Date.now(),
  setTimer: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
  clearTimer: (timer: unknown) => clearTimeout(timer as number | undefined),
};
