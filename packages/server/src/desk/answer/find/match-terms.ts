import { meaningOf, signsIn } from '../text/synonyms.ts';
import { type Term, termsOf } from '../text/terms.ts';

/** The terms of a text, ready to be compared with a question's. */
export interface TermSet {
  keys: ReadonlySet<string>;
  meanings: ReadonlySet<number>;
}

/** What another word for the same, or a longer word that begins so, is worth of the word itself. */
const sameMeaning = 0.9;
const longerWord = 0.8;
const shortestBeginning = 5;

export function termSet(text: string): TermSet {
  const keys = new Set(termsOf(text).map(({ key }) => key));
  const meanings = new Set<number>(signsIn(text));
  for (const key of keys) {
    const meaning = meaningOf(key);
    if (meaning !== undefined) meanings.add(meaning);
  }
  return { keys, meanings };
}

/** 0 to 1: whether the set holds the term, another word for it, or a compound of it. */
export function matchTerm({ key }: Pick<Term, 'key'>, set: TermSet): number {
  if (set.keys.has(key)) return 1;
  const meaning = meaningOf(key);
  if (meaning !== undefined && set.meanings.has(meaning)) return sameMeaning;
  if (key.length < shortestBeginning) return 0;
  for (const other of set.keys)
    if (other.length >= shortestBeginning && (other.startsWith(key) || key.startsWith(other)))
      return longerWord;
  return 0;
}
