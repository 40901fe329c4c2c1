import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { Citation } from '@belay/contract/desk/conversation';
import { fixedWords } from '../language/fixed-words.ts';
import { promisesPerson } from '../language/promises.ts';
import type { Sources } from '../source/sources.ts';
import { checkCitations } from './check-citations.ts';
import type { LeakCheck } from './leak-check.ts';
import { type Allowed, addressesIn, checkLinks } from './link-check.ts';
import { createSentenceSplitter } from './sentence-splitter.ts';

/** Longer ones have no end; a message holds 8,000. */
const mostCharacters = 6_000;

/** Why an answer ends before its end. */
export type Stopped = 'promise' | 'leak' | 'size';

export interface Release {
  /** takes text as it comes; true: go on */
  push(piece: string): Promise<boolean>;
  /** what is left is looked at too */
  end(): Promise<void>;
  readonly stopped: Stopped | undefined;
  /** sentences that were held for naming sources that don't exist */
  readonly held: number;
  /** what visitors have seen */
  text(): string;
  /** of the sources that the text names */
  citations(): Citation[];
}

/**
 * The gate in front of visitors: nothing of an answer is shown before its sentence passed the promise,
 * leak, citation and link checks (DSK-3, DSK-4).
 */
export function createRelease(options: {
  language: WidgetLanguage;
  sources: Sources;
  /** texts that an answer may take links from, beside its sources */
  linksFrom: readonly string[];
  leak: LeakCheck;
  onSentence(text: string): Promise<void> | void;
}): Release {
  const { language, sources, leak } = options;
  const splitter = createSentenceSplitter();
  const cited = new Set<number>();
  let [text, held] = ['', 0];
  let stopped: Stopped | undefined;

  /** Links of sources count from the moment they were found. */
  const allowed = (): Allowed =>
    addressesIn([
      ...options.linksFrom,
      ...sources.all().flatMap(({ quote, citation }) => [quote.passage.body, citation.url ?? '']),
    ]);

  const judge = async (sentence: string): Promise<boolean> => {
    if (stopped !== undefined) return false;
    if (leak.leaks(sentence)) stopped = 'leak';
    else if (promisesPerson(sentence)) stopped = 'promise';
    else if (text.length + sentence.length > mostCharacters) stopped = 'size';
    if (stopped !== undefined) return false;
    const verdict = checkCitations(sentence, { has: sources.has, count: sources.all().length });
    if (verdict.kind === 'hold') {
      held += 1;
      return true;
    }
    const words = checkLinks(verdict.text, allowed(), fixedWords[language].linkRemoved).trim();
    if (!/[\p{L}\p{N}]/u.test(words)) return true;
    for (const n of verdict.cited) cited.add(n);
    const space = /\n\s*$/.test(sentence) ? '\n' : language === 'ja' ? '' : ' ';
    text += words + space;
    await options.onSentence(words + space);
    return true;
  };
  const judgeAll = async (sentences: string[]): Promise<boolean> => {
    for (const sentence of sentences) if (!(await judge(sentence))) return false;
    return stopped === undefined;
  };
  return {
    push: (piece) => judgeAll(splitter.push(piece)),
    async end() {
      await judgeAll(splitter.end());
    },
    get stopped() {
      return stopped;
    },
    get held() {
      return held;
    },
    text: () => text.trim(),
    citations: () => [...cited].sort((a, b) => a - b).flatMap((n) => sources.citation(n) ?? []),
  };
}
