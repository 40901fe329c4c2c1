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
  const least = Math.max(knowingFrom, nearBest * best.score);
  for (const quote of firstOfThreads(quotes.filter(({ score }) => score >= least)))
    if (chosen.length < mostQuotes && !chosen.some(({ text }) => saysTheSame(quote.text, text)))
      chosen.push(quote);
  return chosen;
}

/**
 * Of each thread its answer, which is the first good reply: what follows is talk about it, unless it
 * answers the question by itself. In the thread's order, threads by their best.
 */
function firstOfThreads(quotes: readonly Quote[]): Quote[] {
  const threads = new Map<string, Quote[]>();
  for (const quote of quotes) {
    const { parent, item } = quote.passage;
    const id = parent?.eventId ?? item.event_id;
    threads.set(id, [...(threads.get(id) ?? []), quote]);
  }
  return [...threads.values()].flatMap((thread) =>
    thread
      .sort((a, b) => a.passage.saidAt - b.passage.saidAt)
      .filter(({ own }, index) => index === 0 || own >= knowingFrom),
  );
}

function saysTheSame(a: string, b: string): boolean {
  const [first, second] = [termSet(a).keys, termSet(b).keys];
  let shared = 0;
  for (const key of first) if (second.has(key)) shared += 1;
  return shared >= sameWords * Math.min(first.size, second.size);
}
