import { z } from 'zod';

/** PostgreSQL refuses notices of 8,000 bytes. */
const mostBytes = 5_200;
/** A word of which a part was lost is given up after so long. */
const patienceMs = 10_000;

const part = z.tuple([z.string(), z.number().int(), z.number().int(), z.string()]);

/** A text as words of a notice: `[id, number, of, base64]` each, however long it is. */
export function cutWords(text: string, id: string): string[] {
  const bytes = Buffer.from(text);
  const count = Math.max(1, Math.ceil(bytes.length / mostBytes));
  return Array.from({ length: count }, (_, n) =>
    JSON.stringify([
      id,
      n,
      count,
      bytes.subarray(n * mostBytes, (n + 1) * mostBytes).toString('base64'),
    ]),
  );
}

/** Puts words together again: answers the text with the last of its words. */
export function createWordJoiner(now: () => number): {
  join(word: string): string | undefined;
  /** words were lost: what is half told is never told */
  forget(): void;
} {
  const open = new Map<string, { parts: (string | undefined)[]; missing: number; since: number }>();
  return {
    join(word) {
      const [id, n, count, text] = part.parse(JSON.parse(word));
      const decode = (parts: (string | undefined)[]) =>
        Buffer.concat(parts.map((each) => Buffer.from(each ?? '', 'base64'))).toString();
      if (count === 1) return decode([text]);
      for (const [old, { since }] of open) if (now() - since > patienceMs) open.delete(old);
      const entry = open.get(id) ?? { parts: Array(count), missing: count, since: now() };
      open.set(id, entry);
      if (n < 0 || n >= entry.parts.length || entry.parts[n] !== undefined) return undefined;
      entry.parts[n] = text;
      entry.missing -= 1;
      if (entry.missing > 0) return undefined;
      open.delete(id);
      return decode(entry.parts);
    },
    forget: () => open.clear(),
  };
}
