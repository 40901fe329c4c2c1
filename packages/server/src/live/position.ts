/**
 * A place in a table that streams read: the commit's xid, the row's seq, the event's index in the
 * row. As text it is a prefix (`lce_`: the lifecycle's) + 36 hex digits, which sort as the places do.
 */
export interface Position {
  xid: bigint;
  seq: bigint;
  index: number;
}

const largest = 2n ** 63n - 1n;

export const start: Position = { xid: 0n, seq: 0n, index: -1 };
/** The id that every other one comes after: whoever resumes from it gets all that is kept. */
export const firstId = `lce_${'0'.repeat(36)}`;

/** A place before all rows of a commit has seq 0, which no row has. */
export function positionId({ xid, seq, index }: Position, prefix = 'lce'): string {
  return `${prefix}_${hex(xid, 16)}${hex(seq, 16)}${hex(BigInt(Math.max(0, index)), 4)}`;
}

/** Whether `a` comes after `b`. */
export function isAfter(a: Position, b: Position): boolean {
  if (a.xid !== b.xid) return a.xid > b.xid;
  if (a.seq !== b.seq) return a.seq > b.seq;
  return a.index > b.index;
}

/** The position in an id, or undefined if it isn't one. */
export function readPosition(id: string, prefix = 'lce'): Position | undefined {
  const match = /^([a-z]+)_([0-9a-f]{16})([0-9a-f]{16})([0-9a-f]{4})$/.exec(id);
  if (match?.[1] !== prefix) return undefined;
  const [xid, seq, index] = match.slice(2).map((part) => BigInt(`0x${part}`)) as [
    bigint,
    bigint,
    bigint,
  ];
  // the database's numbers have 63 bits
  if (xid > largest || seq > largest) return undefined;
  return { xid, seq, index: Number(index) };
}

const hex = (value: bigint, width: number) => value.toString(16).padStart(width, '0');
