const minute = 60_000;
/** Pauses after each failed try: ten of them over about a day. */
const pausesMs = [
  10_000,
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  60 * minute,
  2 * 60 * minute,
  4 * 60 * minute,
  6 * 60 * minute,
  10 * 60 * minute,
];

/** How long to wait after so many tries; undefined: no more. */
export function nextTryMs(tries: number): number | undefined {
  return pausesMs[tries - 1];
}
