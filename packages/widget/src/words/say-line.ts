import type { WidgetMessage } from '@belay/contract/desk/widget';
import { fill } from './fill.ts';
import { sayWhen } from './say-when.ts';
import type { Words } from './words.ts';

/**
 * A fixed line in the visitor's language. What isn't in the pack (a newer server) is said as the
 * server wrote it; so is what a person or a site worded, such as an action's outcome.
 */
export function sayLine(
  words: Words,
  language: string,
  message: Pick<WidgetMessage, 'line' | 'text'>,
  now: number,
  zone?: string,
): string {
  const { line, text } = message;
  if (!line) return text;
  const { code } = line;
  const params = { ...line.params };
  if (code === 'action_done' || code === 'action_failed') return text || words.lines[code];
  let sentence: string | undefined = words.lines[code];
  if (params.opens_at) {
    params.when = sayWhen(words, language, params.opens_at, now, zone);
    if (code === 'waiting_again') sentence = words.lines.waiting_again_closed;
  } else if (code === 'nobody_free' && params.mail !== undefined) {
    sentence = words.lines.nobody_free_mail;
  } else if (code === 'escalated_closed') sentence = words.lines.escalated_closed_unknown;
  // "{name} joined" without a name would be worse than the server's own words
  const said = sentence === undefined ? text : fill(sentence, params);
  return /\{\w+\}/.test(said) ? text : said;
}
