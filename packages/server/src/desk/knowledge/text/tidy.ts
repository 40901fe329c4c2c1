/** What no reader sees: controls, zero-width marks, directions, halves of characters. */
const invisible = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;

/** One line with single spaces. */
export function tidyLine(text: string): string {
  return text.toWellFormed().replace(/\s+/gu, ' ').replace(invisible, '').trim();
}

/** Lines with their indentation. */
export function tidyCode(text: string): string {
  return text
    .toWellFormed()
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll('\t', '  ').replace(invisible, '').trimEnd())
    .join('\n')
    .replace(/^\n+|\s+$/g, '');
}

/** Lines kept, each tidy, without empty ones. */
export function tidyLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(tidyLine)
    .filter((line) => line !== '')
    .join('\n');
}
