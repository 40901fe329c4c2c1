import { authorOf } from '../../memory/experience/author-name.ts';

/** Who said it, as a reader calls them: an actor of the memory becomes a name. */
export function saidBy(author: string | null | undefined): string {
  if (!author) return '';
  return author.includes(':') ? authorOf(author).name : author;
}
