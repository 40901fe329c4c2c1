import { fold } from './terms.ts';

/** Whether a text holds a phrase as whole words, whatever stands between them; Japanese has none. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const wanted = plain(phrase);
  if (wanted === '') return false;
  const said = plain(text);
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(wanted)
    ? said.replaceAll(' ', '').includes(wanted.replaceAll(' ', ''))
    : ` ${said} `.includes(` ${wanted} `);
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
