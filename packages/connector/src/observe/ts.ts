/** Neighbours of a message id: exclusive bounds of one kind made into the other. */

const micros = 1_000_000n;

/** The greatest id below. */
export function tsBefore(ts: string): string {
  return step(ts, -1n);
}

/** The least id above. */
export function tsAfter(ts: string): string {
  return step(ts, 1n);
}

function step(ts: string, by: bigint): string {
  const [seconds = '0', sequence = ''] = ts.split('.');
  const at = BigInt(seconds) * micros + BigInt(sequence.slice(0, 6).padEnd(6, '0')) + by;
  const value = at < 0n ? 0n : at;
  return `${value / micros}.${(value % micros).toString().padStart(6, '0')}`;
}
