import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { recall } from '../../../memory/recall/recall.ts';
import type { Question } from '../text/question.ts';
import { passagesOf } from './passage.ts';
import { pickQuotes, type Quote } from './pick-quotes.ts';
import { prefixesOf, type WeighedTerm, weighTerms } from './weigh-terms.ts';

/** Quotes from here on answer the question. Measured: see `knowing.pg.test.ts`. */
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
  if (!known.some(({ key }) => /\p{L}/u.test(key))) return { quotes: [], terms: weighed };
  const heaviest = Math.max(...known.map(({ weight }) => weight));
  const telling = known.filter(({ weight }) => weight >= common * heaviest);
  const { events, threads } = await recall(ctx, caller, {
    ...{ scopes: caller.scopes, view: 'descend' },
    query: telling.map(({ word }) => word).join(' '),
    prefixes: telling.flatMap(prefixesOf),
    ...{ citation_mode: 'none', diagnostics: 'none' },
  });
  return { quotes: pickQuotes(wanted, passagesOf(events, threads)), terms: weighed };
}
