import { knowingFrom } from '../find/look-up.ts';
import { termSet } from '../find/match-terms.ts';
import type { Quote } from '../find/pick-quotes.ts';

const mostQuotes = 3;
/** A second quote stands beside the first only if it is about as good. */
const nearBest = 0.92;
/** Of a text's terms, shared with another: they say the same. */
const sameWords = 0.7;

/** What is said of what was found: nothing below the threshold, nothing twice. `quotes` best first. */
export function bestQuotes(quotes: readonly Quote[]): Quote[] {
  const chosen: Quote[] = [];
  const [best] = quotes;
  if (!best || best.score < knowingFrom) return chosen;
  // a stored answer to this very question is the answer
  const stored = quotes.find(
    ({ passage, score }) => passage.isPair && score >= nearBest * best.score,
  );
  if (stored) return [stored];
  for (const quote of quotes) {
    if (chosen.length === mostQuotes || quote.score < Math.max(knowingFrom, nearBest * best.score))
      break;
    if (!chosen.some((other) => saysTheSame(quote.text, other.text))) chosen.push(quote);
  }
  return chosen;
}

function saysTheSame(a: string, b: string): boolean {
  const [first, second] = [termSet(a).keys, termSet(b).keys];
  let shared = 0;
  for (const key of first) if (second.has(key)) shared += 1;
  return shared >= sameWords * Math.min(first.size, second.size);
}
