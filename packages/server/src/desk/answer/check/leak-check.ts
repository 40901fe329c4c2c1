import { randomBytes } from 'node:crypto';
import { fold } from '../text/terms.ts';

/** So many words in a row, taken from our instructions, are no coincidence. */
const rowOfWords = 7;
/** Long runs without spaces are text in disguise (base64, hex). */
const disguise = /[A-Za-z0-9+/=_-]{100,}/;

export interface LeakCheck {
  /** stands among the instructions and nowhere else */
  canary: string;
  /** whether a sentence tells of the instructions; keeps what came before it, split words don't help */
  leaks(sentence: string): boolean;
}

/** `secrets`: our own rules and the agent's instructions. What the knowledge says as well is no secret. */
export function createLeakCheck(
  secrets: readonly string[],
  canary = randomBytes(9).toString('hex'),
): LeakCheck {
  const rows = new Set(secrets.flatMap((secret) => rowsOf(wordsOf(secret))));
  let before: string[] = [];
  return {
    canary,
    leaks(sentence) {
      const words = [...before, ...wordsOf(sentence)];
      before = words.slice(-rowOfWords + 1);
      const squeezed = words.join('');
      return (
        squeezed.includes(canary) ||
        disguise.test(sentence) ||
        rowsOf(words).some((row) => rows.has(row))
      );
    },
  };
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function rowsOf(words: readonly string[]): string[] {
  const rows: string[] = [];
  for (let at = 0; at + rowOfWords <= words.length; at++)
    rows.push(words.slice(at, at + rowOfWords).join(' '));
  return rows;
}
