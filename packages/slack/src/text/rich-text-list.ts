import { type Fields, list, whole } from '../parse/fields.ts';

const deepest = 20;

/**
 * Numbers the lists of one rich text. Slack nests by sibling lists with an indent, so a numbered
 * list goes on behind the deeper ones that interrupt it, unless it names its own offset.
 */
export class ListNumbering {
  #next: number[] = [];

  /** Whatever is no list ends all numbering. */
  reset(): void {
    this.#next = [];
  }

  lines(raw: Fields, item: (element: unknown) => string): string {
    const indent = Math.min(deepest, whole(raw.indent) ?? 0);
    const isOrdered = raw.style === 'ordered';
    const offset = whole(raw.offset);
    this.#next.length = Math.min(this.#next.length, indent + 1);
    let number = offset === undefined ? (this.#next[indent] ?? 1) : offset + 1;
    const lines = list(raw.elements).map((element) => {
      const sign = isOrdered ? `${number++}. ` : '- ';
      const under = ' '.repeat(sign.length);
      return `${'  '.repeat(indent)}${sign}${item(element).replaceAll('\n', `\n${'  '.repeat(indent)}${under}`)}`;
    });
    this.#next[indent] = isOrdered ? number : 1;
    return lines.join('\n');
  }
}
