/** A message id for a moment: `seconds.microseconds`, `extra` µs later to stay unique. */
export function tsOf(ms: number, extra = 0): string {
  const micros = BigInt(Math.floor(ms)) * 1000n + BigInt(extra);
  const seconds = micros / 1_000_000n;
  return `${seconds}.${String(micros % 1_000_000n).padStart(6, '0')}`;
}

/** The moment of a message id, in ms, cut. */
export function msOfTs(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 3));
}

/** Edits know whole seconds only. */
export function wholeSecondTs(ms: number): string {
  return `${Math.floor(ms / 1000)}.000000`;
}

/** Slack accepts `123`, `123.4` and full ids as bounds; all compare as full ids. */
export function boundTs(value: string): string | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,6})\d*)?$/.exec(value);
  if (!match) return undefined;
  return `${(match[1] as string).padStart(10, '0')}.${(match[2] ?? '').padEnd(6, '0')}`;
}
