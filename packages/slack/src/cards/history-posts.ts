import type { CardMessage, RichPart } from './block.ts';
import type { CardLanguage, CardWord, Redaction } from './card-model.ts';
import { cut, literal, visible, words } from './literal.ts';
import { cardMessage, isWebLink, quote, rich, section } from './parts.ts';
import { filled } from './phrase.ts';
import { piecesOf } from './pieces-of.ts';
import { redactWords } from './redact-card.ts';
import { saidBy } from './said.ts';
import { wordsOf } from './words/words.ts';

export interface History {
  language: CardLanguage;
  redaction: Redaction;
  /** in order */
  words: readonly CardWord[];
  link: string;
  /** fewer than ten */
  most?: number;
}

export const mostHistoryPosts = 10;
export const mostHistoryCharacters = 3800;
/** What the heading of a post and the sentence at its end may take. */
const reserved = 200;
/** A piece of one message; longer ones go on in the next. */
const longestPiece = 3000;

interface Piece {
  word: CardWord;
  text: string;
  size: number;
}

/**
 * What was said so far, for the thread under a card (NTF-2): at most 3,800 characters a post and
 * ten posts, then a link to the rest. `keyOf` gives each post its own opaque key, from 1 on.
 */
export function historyPosts(history: History, keyOf: (n: number) => string): CardMessage[] {
  const say = wordsOf(history.language);
  const pages = paged(redactWords(history.words, history.redaction).flatMap(pieces));
  const shown = pages.slice(0, history.most ?? mostHistoryPosts);
  return shown.map((page, i) => {
    const title = filled(say.notes.history, { n: i + 1, all: shown.length });
    const isCut = i === shown.length - 1 && pages.length > shown.length;
    const parts: RichPart[] = [
      section([[{ type: 'text', text: title, style: { bold: true } }]]),
      ...page.flatMap(({ word, text }) => [
        section([saidBy(word, say)]),
        quote([[literal(text, longestPiece)], ...fileLines(word, say.notes.file)]),
      ]),
      ...(isCut ? [section([restLine(say.notes.history_rest, history.link)])] : []),
    ];
    return cardMessage(title, rich(...parts), { kind: 'belay_post', key: keyOf(i + 1) });
  });
}

function restLine(sentence: string, link: string) {
  return isWebLink(link)
    ? [{ type: 'link' as const, url: link, text: sentence }]
    : [words(sentence)];
}

function fileLines({ files }: CardWord, template: string) {
  return files.slice(0, 10).map((name) => [words(fileLine(name, template))]);
}

function fileLine(name: string, template: string): string {
  return filled(template, { name: cut(visible(name, 80).replaceAll(/\s+/g, ' '), 80) || '–' });
}

/** Only the last piece of a message names its files. */
function pieces(word: CardWord): Piece[] {
  const texts = piecesOf(word.text, longestPiece);
  return texts.map((text, i) => {
    const files = i === texts.length - 1 ? word.files.slice(0, 10) : [];
    const size = text.length + files.length * 120 + (word.name?.length ?? 0) + 60;
    return { word: { ...word, files }, text, size };
  });
}

function paged(all: readonly Piece[]): Piece[][] {
  const pages: Piece[][] = [];
  let room = 0;
  for (const piece of all) {
    if (piece.size > room || pages.length === 0) {
      pages.push([]);
      room = mostHistoryCharacters - reserved;
    }
    pages.at(-1)?.push(piece);
    room -= piece.size;
  }
  return pages;
}
