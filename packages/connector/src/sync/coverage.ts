import { compareTs } from '@belay/slack/ids/ts';
import type { Chunk } from '../ports.ts';

/** A stretch of a channel, (from, to]. */
export interface Stretch {
  from: string;
  to: string;
}

/** Neighbours read within this are one certificate, dated by the older read. */
const joinWithinMs = 10 * 60_000;
/** Beyond this many certificates neighbours are joined whatever their age. */
const maxChunks = 100;

/**
 * The certificates after one more page: later reads stand, older ones keep what is left. Those of
 * an audit are not joined with older ones than its beginning, or it would never end.
 */
export function certify(chunks: readonly Chunk[], added: Chunk, auditSince = 0): Chunk[] {
  if (compareTs(added.from, added.to) >= 0) return [...chunks];
  const newer = chunks.filter((chunk) => chunk.readLo > added.readLo);
  const older = chunks.filter((chunk) => chunk.readLo <= added.readLo);
  const kept = [
    ...newer,
    ...without([added], newer).map((stretch) => ({ ...added, ...stretch })),
    ...older.flatMap((chunk) => without([chunk], [added]).map((left) => ({ ...chunk, ...left }))),
  ].toSorted((a, b) => compareTs(a.from, b.from));
  const withinMs = kept.length > maxChunks ? Number.POSITIVE_INFINITY : joinWithinMs;
  return join(kept, withinMs, auditSince);
}

/** What of `target` no certificate covers, newest first. */
export function uncovered(target: Stretch, chunks: readonly Stretch[]): Stretch[] {
  return without([target], chunks).toSorted((a, b) => compareTs(b.to, a.to));
}

function without(stretches: readonly Stretch[], cuts: readonly Stretch[]): Stretch[] {
  let left = stretches.map(({ from, to }) => ({ from, to }));
  for (const cut of cuts)
    left = left.flatMap(({ from, to }) =>
      [
        { from, to: lesser(to, cut.from) },
        { from: greater(from, cut.to), to },
      ].filter((piece) => compareTs(piece.from, piece.to) < 0),
    );
  return left;
}

function join(chunks: Chunk[], withinMs: number, since: number): Chunk[] {
  const joined: Chunk[] = [];
  for (const chunk of chunks) {
    const last = joined.at(-1);
    const isNear =
      last !== undefined &&
      last.to === chunk.from &&
      last.readHi >= since === chunk.readHi >= since &&
      Math.abs(last.readLo - chunk.readLo) <= withinMs;
    if (isNear)
      joined[joined.length - 1] = {
        from: last.from,
        to: chunk.to,
        readLo: Math.min(last.readLo, chunk.readLo),
        readHi: Math.min(last.readHi, chunk.readHi),
      };
    else joined.push(chunk);
  }
  return joined;
}

function lesser(a: string, b: string): string {
  return compareTs(a, b) <= 0 ? a : b;
}

function greater(a: string, b: string): string {
  return compareTs(a, b) >= 0 ? a : b;
}
