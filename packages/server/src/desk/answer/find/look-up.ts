import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { recall } from '../../../memory/recall/recall.ts';
import type { Question } from '../text/question.ts';
import { fold } from '../text/terms.ts';
import { passagesOf } from './passage.ts';
import { pickQuotes, type Quote } from './pick-quotes.ts';
import { prefixesOf, type WeighedTerm, weighTerms } from './weigh-terms.ts';

/**
 * Quotes from here on answer the question. Chosen with 37 known and 26 unknown questions over a
 * fictional memory; of 33 known and 25 unknown ones that were held out it answers 28, all of them
 * right, and none of the unknown (`knowing.pg.test.ts`).
 */
export const knowingFrom = 0.6;
/** Words in so much of the memory find everything, and rank nothing. */
const common = 0.3;

export interface LookedUp {
  /** best first, whatever their score */
  quotes: Quote[];
  terms: WeighedTerm[];
}

/**
 * What the memory says to a question, read as `caller`: their scopes and no others, whatever the
 * question asks for.
 */
export async function lookUp(
  ctx: Pick<Context, 'pool' | 'now' | 'metrics'>,
  caller: Caller,
  question: Question,
): Promise<LookedUp> {
  const all = [...question.terms, ...question.leaning];
  const weighed = await weighTerms(ctx.pool, caller, caller.scopes, all);
  const wanted = {
    terms: weighed.slice(0, question.terms.length),
    leaning: weighed.slice(question.terms.length),
    expected: question.expected,
  };
  const known = weighed.filter((term) => term.known > 0);
  // a number alone names nothing
  if (!known.some(({ key }) => /\p{L}/u.test(key)))
    return { quotes: await sameQuestion(ctx, caller, question), terms: weighed };
  const heaviest = Math.max(...known.map(({ weight }) => weight));
  const telling = known.filter(({ weight }) => weight >= common * heaviest);
  const query = telling.map(({ word }) => word).join(' ');
  const prefixes = telling.flatMap(prefixesOf);
  const found = await Promise.all(
    reaches(caller).map((scopes) =>
      recall(ctx, caller, {
        ...{ scopes, view: 'descend', query, prefixes },
        ...{ citation_mode: 'none', diagnostics: 'none' },
      }),
    ),
  );
  const events = new Map(
    found.flatMap(({ events }) => events).map((event) => [event.item.event_id, event]),
  );
  const threads = found.flatMap((each) => each.threads);
  return { quotes: pickQuotes(wanted, passagesOf([...events.values()], threads)), terms: weighed };
}

/** What was taught is looked through by itself too: much talk in Slack would stand in front of it. */
function reaches({ scopes }: Caller): (readonly string[])[] {
  const taught = scopes.filter((scope) => /\/agent:[0-9a-f]{32}$/.test(scope));
  return taught.length === 0 || taught.length === scopes.length ? [scopes] : [scopes, taught];
}

/** "Who are you?" has no word to look for: a stored question that is the same in letters answers it. */
async function sameQuestion(
  ctx: Pick<Context, 'pool' | 'now' | 'metrics'>,
  caller: Caller,
  question: Question,
): Promise<Quote[]> {
  const asked = lettersOf(question.text);
  if (asked === '' || question.terms.some(({ key }) => /\p{L}/u.test(key))) return [];
  const { events } = await recall(ctx, caller, {
    ...{ scopes: caller.scopes, view: 'descend', query: '' },
    filters: { modality: { eq: 'qa' } },
    ...{ citation_mode: 'none', diagnostics: 'none' },
  });
  return passagesOf(events, [])
    .filter(({ heading }) => lettersOf(heading) === asked)
    .map((passage) => ({ passage, text: passage.body, score: 1, own: 1, words: [question.text] }));
}

function lettersOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
