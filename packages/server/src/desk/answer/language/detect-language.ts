import { type WidgetLanguage, widgetLanguages } from '@belay/contract/desk/agent';
import { stopWordOf } from '../text/stop-words.ts';
import { fold } from '../text/terms.ts';

/** Words of grammar that have to speak for a language before the browser's is overruled. */
const enough = 2;

/**
 * The language in which our own words answer: what the visitor writes in if it is plain, else their
 * browser's, else the agent's first; always one that the agent speaks.
 */
export function detectLanguage(
  text: string,
  browser: string | null,
  spoken: readonly WidgetLanguage[],
): WidgetLanguage {
  const first = spoken[0] ?? 'en';
  const written = writtenIn(text);
  const wanted = written ?? browser?.slice(0, 2).toLowerCase();
  const found = widgetLanguages.find((language) => language === wanted);
  return found !== undefined && spoken.includes(found) ? found : first;
}

function writtenIn(text: string): WidgetLanguage | undefined {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  const counts = { en: 0, de: 0, es: 0 };
  for (const [word] of fold(text).matchAll(/[\p{L}']+/gu))
    for (const language of stopWordOf(word)) counts[language] += 1;
  const [best, second] = Object.entries(counts).sort(([, a], [, b]) => b - a);
  if (!best || best[1] < enough || best[1] === second?.[1]) return undefined;
  return widgetLanguages.find((language) => language === best[0]);
}
