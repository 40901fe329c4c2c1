import { japanesePairs } from '../../../memory/index/japanese-pairs.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

/** A word that a text is about. */
export interface Term {
  /** what equal words share: folded and stemmed, or two characters of Japanese */
  key: string;
  /** as it is written, lower case */
  word: string;
  /** the beginning that its forms share, as it is written: for the index, which keeps accents */
  prefix: string;
}

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const runs =
  /\d+(?:[.,]\d+)+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[\p{L}\p{N}\p{M}']+/gu;

/** Lower case, without accents; `ß` as `ss`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('’', "'");
}

/** The words of a text that say what it is about, in order, with repetitions. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().replaceAll('’', "'").matchAll(runs)) {
    if (japanese.test(run))
      for (const pair of japanesePairs(run)) terms.push({ key: pair, word: pair, prefix: pair });
    else {
      const word = run.replace(/^'+|'+$/g, '');
      const folded = fold(word);
      if (folded === '' || isStopWord(folded)) continue;
      const prefix = stem(word.replaceAll("'", ''));
      terms.push({ key: stem(folded.replaceAll("'", '')), word, prefix });
    }
  }
  return terms;
}
