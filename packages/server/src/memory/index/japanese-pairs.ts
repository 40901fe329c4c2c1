const runs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/**
 * Japanese and Chinese have no spaces: neighbouring characters stand for words. Pairs of hiragana
 * alone are grammar; a character that stands alone is a word.
 */
export function japanesePairs(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of text.matchAll(runs)) {
    const characters = [...run];
    if (characters.length === 1 && !/\p{Script=Hiragana}/u.test(run)) pairs.push(run);
    for (let index = 0; index + 1 < characters.length; index++) {
      const pair = `${characters[index]}${characters[index + 1]}`;
      if (!/^\p{Script=Hiragana}+$/u.test(pair)) pairs.push(pair);
    }
  }
  return pairs;
}

/** What PostgreSQL's parser is given, on both sides: texts without spaces also as pairs. */
export function searchable(text: string): string {
  const pairs = japanesePairs(text);
  return pairs.length === 0 ? text : `${text}\n${pairs.join(' ')}`;
}
