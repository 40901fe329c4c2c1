import type { Answered, Asked, Output } from '../answerer.ts';
import type { LookedUp } from '../find/look-up.ts';
import type { Quote } from '../find/pick-quotes.ts';
import { fixedWords } from '../language/fixed-words.ts';
import { smallTalkOf } from '../language/small-talk.ts';
import { bestQuotes } from './best-quotes.ts';

/**
 * The answerer that needs no key: it quotes what the memory says to the question, word for word with
 * its sources, or says that it doesn't know (DSK-3). What a text asks of it changes nothing: it has
 * no instructions to follow.
 */
export async function builtInAnswer(
  asked: Asked,
  { release, sources }: Output,
  options: { found: LookedUp; escalatesIfUnknown: boolean; onFound?: (() => void) | undefined },
): Promise<Answered> {
  const words = fixedWords[asked.language];
  const say = async (text: string, grounded: boolean): Promise<Answered> => {
    await release.push(text);
    await release.end();
    const isPromise = release.stopped === 'promise';
    const handOver = isPromise
      ? ({ reason: 'agent', detail: 'a source promised a person' } as const)
      : null;
    return { answerer: 'built_in', grounded, handOver };
  };
  const talk = smallTalkOf(asked.question);
  if (talk) return say(words[talk], true);
  const best = bestQuotes(options.found.quotes);
  for (const quote of best) sources.add(quote);
  options.onFound?.();
  if (best.length === 0)
    return say(options.escalatesIfUnknown ? words.unknownCalling : words.unknown, false);
  const quoted = best.map((quote) => `${inQuotes(quote, asked.language)} [${sources.add(quote)}]`);
  return say(`${words.found}\n${quoted.join('\n')}`, true);
}

const marks = { en: '“”', de: '„“', es: '«»', ja: '「」' } as const;

/**
 * One line, in the quotation marks of the visitor's language, without Slack's marks for bold. Numbers
 * in brackets are no sources of ours.
 */
function inQuotes({ text, passage }: Quote, language: Asked['language']): string {
  const [open = '', close = ''] = marks[language];
  const bare =
    passage.source === 'slack'
      ? text.replace(/(^|[\s(])([*_~])([^\s*_~][^*_~\n]*)\2(?=$|[\s).,;:!?])/g, '$1$3')
      : text;
  const line = bare.replace(/\s*\n\s*/g, ' ').replace(/\[(\d{1,3})\]/g, '($1)');
  return `${open}${line}${close}`;
}
