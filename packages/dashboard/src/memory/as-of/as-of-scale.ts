/** Positions of the slider: the right end is now, and lets the present go on. */
export const positions = 1000;

/** How the slider bends: the last days get more of it than the first months. */
const bend = 2.2;

/** The instant (ms) under a position, whole seconds; null at the right end: the present. */
export function instantAt(position: number, first: number, now: number): number | null {
  if (position >= positions || now <= first) return null;
  const back = (1 - Math.max(0, position) / positions) ** bend;
  return Math.floor((now - back * (now - first)) / 1000) * 1000;
}

/** The position that shows an instant; past either end it rests there. */
export function positionAt(instant: number | null, first: number, now: number): number {
  if (instant === null || instant >= now || now <= first) return positions;
  if (instant <= first) return 0;
  const back = (now - instant) / (now - first);
  // an instant that isn't the present never rests on the present's place
  return Math.min(positions - 1, Math.round((1 - back ** (1 / bend)) * positions));
}

const hour = 3_600_000;

/** Jumps that people ask for, those that lie within the memory's life. */
export function presets(first: number, now: number): { name: string; instant: number }[] {
  return [
    { name: '1 hour ago', instant: now - hour },
    { name: 'Yesterday', instant: now - 24 * hour },
    { name: '1 week ago', instant: now - 7 * 24 * hour },
    { name: '30 days ago', instant: now - 30 * 24 * hour },
    { name: '1 year ago', instant: now - 365 * 24 * hour },
  ].filter(({ instant }) => instant > first);
}
