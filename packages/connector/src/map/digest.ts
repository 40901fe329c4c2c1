import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` characters (≤ 51) of lower-case base32 of the SHA-256 of `text`. */
export function digest(text: string, length: number): string {
  const hash = createHash('sha256').update(text).digest();
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of hash) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && out.length < length) {
      bits -= 5;
      out += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return out;
}
