import type { Leaf } from './block.ts';
import type { CardWord } from './card-model.ts';
import { bold, literal, moment, oneLine, visible, words } from './literal.ts';
import { filled } from './phrase.ts';
import type { Words } from './words/words.ts';

/** Who said something, and when. */
export function saidBy({ author, name, at }: CardWord, say: Words): Leaf[] {
  const role = say.authors[author];
  const who = name === null ? role : `${oneLine(name, 80) || role}`;
  return [bold(who), words(' · '), moment(at)];
}

/** What was said, at most so many characters, and the names of its files. */
export function saidText({ text, files }: CardWord, most: number, say: Words): Leaf[][] {
  const shown = visible(text, most);
  const named = files
    .slice(0, 10)
    .map((name) => [words(filled(say.notes.file, { name: oneLine(name, 80) || '–' }))]);
  return shown === '' && named.length > 0 ? named : [[literal(shown, most)], ...named];
}
