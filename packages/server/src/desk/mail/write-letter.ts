import type { LetterWords } from './letter-words.ts';

export interface LetterPart {
  name: string;
  text: string;
  files: number;
}

/** Mail servers take some megabytes; a letter of words needs none of them. */
const mostCharacters = 60_000;

/** The letter as plain text. */
export function writeLetter(
  words: LetterWords,
  {
    agent,
    number,
    link,
    parts,
  }: { agent: string; number: string; link: string; parts: LetterPart[] },
): string {
  const said = parts
    .map(({ name, text, files }) => [
      words.wrote(name),
      clean(text).trim(),
      files > 0 ? words.files(files) : '',
    ])
    .map((lines) => lines.filter((line) => line !== '').join('\n'))
    .join('\n\n');
  return [
    words.hello,
    said.slice(0, mostCharacters).toWellFormed(),
    `${words.goOn}\n${link}`,
    words.elsewhere(number),
    `--\n${words.why(agent)}`,
  ].join('\n\n');
}

/** One line of header: nothing in it may begin another. */
export function headerLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed();
}

/** The same letter for programs that show HTML: text, escaped, and one link that is ours. */
export function letterHtml(text: string, link: string): string {
  const lines = text.split('\n').map((line) => {
    const escaped = escapeHtml(line);
    return line === link ? `<a href="${escaped}">${escaped}</a>` : escaped;
  });
  return `<!doctype html><html><body style="font:16px/1.5 sans-serif;max-width:36em">${lines.join('<br>\n')}</body></html>`;
}

/** Without control characters and marks that turn the direction of what follows. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, ' ');
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
