/** The slowest channels together take at most this share of the turns. */
const slowShare = 1 / 4;

/** Silent channels share what the others leave. */
const least = 1e-6;

interface Standing {
  index: number;
  perHour: number;
  /** how much sooner messages are seen for what one more step costs */
  worth: number;
}

/**
 * How often each channel is polled: at level k every `base · 2^k` turns. All begin at the slowest
 * level, which nobody falls below; then whoever gains most for the turns that it costs is moved up,
 * until no step fits. Powers of two, because such turns can be placed without a collision.
 */
export function pollLevels(perHour: readonly number[], base: number): number[] {
  if (perHour.length <= base) return perHour.map(() => 0);
  const slowest = Math.ceil(Math.log2(perHour.length / (base * slowShare)));
  const levels = perHour.map(() => slowest);
  const standing = (index: number): Standing => {
    const activity = perHour[index] ?? 0;
    const worth = Math.max(least, activity) * 4 ** (levels[index] ?? 0);
    return { index, perHour: activity, worth };
  };
  let free = base - perHour.length * 2 ** -slowest;
  const waiting = perHour.map((_, index) => standing(index)).toSorted(byWorth);
  while (waiting.length > 0) {
    const { index } = waiting.pop() as Standing;
    const level = levels[index] ?? 0;
    const cost = 2 ** -level;
    if (level === 0 || cost > free) continue;
    free -= cost;
    levels[index] = level - 1;
    insert(waiting, standing(index));
  }
  return levels;
}

/** Greatest last; among equals the busier, then the one named first. */
function byWorth(a: Standing, b: Standing): number {
  return a.worth - b.worth || a.perHour - b.perHour || b.index - a.index;
}

function insert(sorted: Standing[], one: Standing): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle];
    if (other && byWorth(other, one) < 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, one);
}
