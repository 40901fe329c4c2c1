import { formatNumber } from '../../ui/format-number.ts';
import { waitedWords } from './holder-sentence.ts';

/** The state of the desk in a sentence: who waits, and for how long at most. Pure. */
export function deskSentence(waiting: number, oldest: string | null, now: number): string {
  if (waiting === 0) return 'Nobody waits for a person.';
  const longest = oldest === null ? null : waitedWords(Date.parse(oldest), now);
  if (waiting === 1) return longest ? `1 person waits, for ${longest}.` : '1 person waits.';
  return `${formatNumber(waiting)} people wait${longest ? `; the longest for ${longest}` : ''}.`;
}
