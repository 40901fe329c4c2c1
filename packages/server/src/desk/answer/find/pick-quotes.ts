import { promisesPerson } from '../language/promises.ts';
import { smallTalkOf } from '../language/small-talk.ts';
import { type Expected, holds } from '../text/question.ts';
import { sentencesOf } from '../text/sentences.ts';
import { matchTerm, type TermSet, termSet } from './match-terms.ts';
import type { Passage } from './passage.ts';
import type { WeighedTerm } from './weigh-terms.ts';

export interface Quote {
  passage: Passage;
  text: string;
  /** share of the question's weight that the passage covers, 0 to 1 */
  score: number;
  /** the same without what it answers: what the passage says by itself */
  own: number;
  /** the question's words that it covers */
  words: string[];
}

export interface Wanted {
  terms: readonly WeighedTerm[];
  leaning: readonly WeighedTerm[];
  expected: Expected;
}

/**
 * What a place is worth that isn't the sentence itself: its heading, the question or remark that it
 * follows, its neighbours, its channel.
 */
const worth = { heading: 0.95, question: 0.8, remark: 0.4, near: 0.7, place: 0.6 };
/** Terms of the question before count for less than those of this one. */
const leaningShare = 0.6;
/** A sentence without a number answers "how many" badly. */
const withoutExpected = 0.65;
/** One that says nothing beyond the question's own words is hardly an answer. */
const withoutNews = 0.5;
/** One word of the question, said by the way: "if the weather holds". */
const byTheWay = 0.75;
const subjectTerms = 3;
/** Whoever asked says "thanks" and tells of themselves; the answer is another's. */
const byAsker = 0.6;
const longestQuote = 320;
const longestAnswer = 1_200;

/**
 * The best quote of each passage, best first. Pure. Questions, politeness and sentences that promise
 * somebody's coming are nobody's answer.
 */
export function pickQuotes(wanted: Wanted, passages: readonly Passage[]): Quote[] {
  const quotes = passages.flatMap((passage) => {
    const quote = passage.isPair ? quoteOfPair(wanted, passage) : quoteOf(wanted, passage);
    return quote ? [quote] : [];
  });
  return quotes.sort((a, b) => b.score - a.score || b.passage.saidAt - a.passage.saidAt);
}

/** A stored answer is quoted whole: its question is what has to match. */
function quoteOfPair(wanted: Wanted, passage: Passage): Quote | undefined {
  const question = termSet(passage.heading);
  const both = termSet(`${passage.heading}\n${passage.body}`);
  const byQuestion = coverage(wanted, (term) => matchTerm(term, question));
  const byBoth = coverage(wanted, (term) =>
    Math.max(matchTerm(term, question), 0.7 * matchTerm(term, both)),
  );
  const score = Math.max(byQuestion.score, byBoth.score);
  const text = withoutPromises(passage.body);
  if (score === 0 || text === '') return undefined;
  return { passage, text: cut(text, longestAnswer), score, own: score, words: byBoth.words };
}

/** What a colleague promised somebody else is no answer for the next one. */
function withoutPromises(text: string): string {
  const sentences = sentencesOf(text);
  const kept = sentences.filter((sentence) => !promisesPerson(sentence));
  return kept.length === sentences.length ? text : kept.join(' ');
}

function quoteOf(wanted: Wanted, passage: Passage): Quote | undefined {
  if (isQuestion(passage)) return undefined;
  const heading = termSet(passage.heading);
  const parent = termSet(passage.parent?.text ?? '');
  const worthOfParent = asks(passage.parent?.text ?? '') ? worth.question : worth.remark;
  const place = termSet(passage.place.replaceAll(/[-_]/g, ' '));
  let best: Quote | undefined;
  for (const paragraph of passage.body.split(/\n\s*\n/)) {
    const sentences = sentencesOf(paragraph).map((text) => ({ text, set: termSet(text) }));
    sentences.forEach((sentence, index) => {
      if (!quotable(sentence.text)) return;
      const near = [sentences[index - 1]?.set, sentences[index + 1]?.set];
      const byItself = (term: WeighedTerm) =>
        Math.max(
          matchTerm(term, sentence.set),
          worth.heading * matchTerm(term, heading),
          worth.place * matchTerm(term, place),
          ...near.map((set) => (set ? worth.near * matchTerm(term, set) : 0)),
        );
      const covered = coverage(wanted, (term) =>
        Math.max(byItself(term), worthOfParent * matchTerm(term, parent)),
      );
      const around = surroundings(sentences, index);
      const score =
        covered.score *
        (holds(around, wanted.expected) ? 1 : withoutExpected) *
        (hasNews(wanted, termSet(around)) ? 1 : withoutNews) *
        (covered.words.length > 1 || isSubject(wanted, [heading, parent], sentence.set)
          ? 1
          : byTheWay);
      if (score > (best?.score ?? 0))
        best = {
          ...{ passage, text: around, score, words: covered.words },
          own: coverage(wanted, byItself).score,
        };
    });
  }
  if (best && passage.parent?.isAsker) best.score *= byAsker;
  return best;
}

function coverage(
  { terms, leaning }: Wanted,
  worthOf: (term: WeighedTerm) => number,
): { score: number; words: string[] } {
  let found = 0;
  let all = 0;
  const words: string[] = [];
  for (const [list, share] of [
    [terms, 1],
    [leaning, leaningShare],
  ] as const)
    for (const term of list) {
      const value = worthOf(term);
      found += share * term.weight * value;
      all += share * term.weight;
      if (value > 0) words.push(term.word);
    }
  return { score: all === 0 ? 0 : found / all, words };
}

/** "A customer asks how many …": nobody's answer either. */
const reportedQuestion =
  /\b(?:asks?|asked|asking|wonders?|wants? to know|fragt|fragte|pregunta|preguntó) (?:me |us |uns |mich |nos )?(?:how|what|when|where|if|whether|which|why|who|wie|was|wann|wo|ob|welche\w*|warum|wer|si|qué|cómo|cuándo|dónde|cuánt\w*)\b/i;

/** A message that begins a thread and ends with a question asks, with all its sentences. */
function isQuestion({ source, parent, body }: Passage): boolean {
  return source === 'slack' && parent === null && /[?？][\s"'”)]*$/.test(body);
}

function asks(text: string): boolean {
  return /[?？]/.test(text) || reportedQuestion.test(text);
}

function quotable(sentence: string): boolean {
  return (
    !/[?？][\s"'”)]*$/.test(sentence) &&
    !reportedQuestion.test(sentence) &&
    sentence.length <= longestAnswer &&
    smallTalkOf(sentence) === undefined &&
    !promisesPerson(sentence)
  );
}

/** The one word that matches stands in a heading, in the question that was answered, or early. */
function isSubject({ terms, leaning }: Wanted, around: TermSet[], sentence: TermSet): boolean {
  const early = {
    keys: new Set([...sentence.keys].slice(0, subjectTerms)),
    meanings: sentence.meanings,
  };
  return [...terms, ...leaning].some((term) =>
    [...around, early].some((set) => matchTerm(term, set) > 0),
  );
}

/** Something that the question didn't say itself: a term, or a number. */
function hasNews({ terms, leaning }: Wanted, set: TermSet): boolean {
  const asked = new Set([...terms, ...leaning].map(({ key }) => key));
  let news = 0;
  for (const key of set.keys) if (!asked.has(key)) news += /\d/.test(key) ? 2 : 1;
  return news >= 2;
}

/** The sentence with as many of its neighbours as a short quote holds: the next ones first. */
function surroundings(sentences: readonly { text: string }[], index: number): string {
  let [first, last] = [index, index];
  let text = sentences[index]?.text ?? '';
  for (;;) {
    const next = sentences[last + 1]?.text;
    const before = sentences[first - 1]?.text;
    if (next !== undefined && fits(text, next)) {
      text = join(text, next);
      last += 1;
    } else if (before !== undefined && fits(text, before)) {
      text = join(before, text);
      first -= 1;
    } else return cut(text, longestAnswer);
  }
}

function fits(text: string, more: string): boolean {
  return text.length + more.length < longestQuote && quotable(more);
}

function join(a: string, b: string): string {
  return /[\p{Script=Hiragana}。]$/u.test(a) ? `${a}${b}` : `${a} ${b}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text.trim() : `${text.slice(0, most - 1).trim()}…`;
}
