import { Parser } from 'htmlparser2';
import type { Block, ReadText } from './block.ts';
import { type Frame, frameOf, isBlock } from './html-frame.ts';
import { tidyCode, tidyLine } from './tidy.ts';

/** A page as a reader sees it, and where it leads. */
export interface HtmlPage extends ReadText {
  /** as written: of links, of `<link rel=canonical>`, of `<base>` */
  links: string[];
  canonical: string | undefined;
  base: string | undefined;
  /** what its robots tag asks */
  noindex: boolean;
  nofollow: boolean;
}

interface Line {
  block: Block;
  inMain: boolean;
  /** nearly all of it is a link */
  isLink: boolean;
}

const mostLinks = 3_000;
/** Fewer characters in `<main>` than this, and the whole page is read. */
const leastMain = 150;
/** Deeper is no page that anybody wrote, and costs the square of its depth. */
const deepest = 3_000;
/** So many links in a row are a menu. */
const menuLength = 4;

const saysSomething = /[\p{L}\p{N}]/u;
/** What generators of documents put behind a heading to link to it. */
const anchorMark = /\s*[¶#§🔗]+$/u;

class TooDeep extends Error {}

/** Reads HTML without its scripts, styles and navigation. Pure. */
export function htmlPage(html: string): HtmlPage {
  const page: HtmlPage = {
    ...{ title: undefined, blocks: [], links: [], canonical: undefined, base: undefined },
    ...{ noindex: false, nofollow: false },
  };
  const lines: Line[] = [];
  const frames: Frame[] = [];
  const top = () => frames.at(-1);
  let text = '';
  let linked = 0;
  let title = '';
  let isTitle = false;

  const end = (frame: Frame | undefined) => {
    const line = frame?.isPre ? tidyCode(text) : tidyLine(text);
    const isLink = line !== '' && linked / line.length > 0.8;
    text = '';
    linked = 0;
    if (!saysSomething.test(line) || frame?.isSkipped) return;
    const level = frame?.heading;
    const block: Block =
      level === undefined
        ? { kind: 'text', text: line, ...(frame?.isTight ? { tight: true } : {}) }
        : { kind: 'heading', level, text: line.replace(anchorMark, '') };
    lines.push({ block, inMain: frame?.inMain ?? false, isLink });
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const before = top();
        if (name === 'title' && page.title === undefined && !before?.isSkipped) isTitle = true;
        if (name === 'meta') readMeta(page, attributes);
        if (name === 'base') page.base ??= attributes.href;
        if (name === 'link' && /(^|\s)canonical(\s|$)/i.test(attributes.rel ?? ''))
          page.canonical ??= attributes.href;
        if (name === 'a' && attributes.href !== undefined && page.links.length < mostLinks)
          page.links.push(attributes.href);
        const frame = frameOf(name, attributes, before);
        if (name === 'br') text += before?.isPre ? '\n' : ' ';
        else if (frame.inRow && frame.heading === undefined && name !== 'tr') {
          if (name === 'td' || name === 'th') text += text === '' ? '' : ' | ';
          else if (isBlock(name)) text += ' ';
        } else if (isBlock(name)) end(before);
        frames.push(frame);
        if (frames.length > deepest) throw new TooDeep();
      },
      ontext(data) {
        const frame = top();
        if (isTitle) title += data;
        if (frame?.isSkipped || isTitle) return;
        text += data;
        if (frame?.isLink) linked += data.trim().length;
      },
      onclosetag(name) {
        if (name === 'title' && isTitle) {
          isTitle = false;
          page.title = tidyLine(title) || undefined;
        }
        const frame = frames.pop();
        const staysInRow = frame?.inRow && frame.heading === undefined && name !== 'tr';
        if (frame && isBlock(name) && !staysInRow) end(frame);
      },
    },
    { decodeEntities: true },
  );
  try {
    parser.write(html);
    parser.end();
  } catch (error) {
    // what was read until there is kept
    if (!(error instanceof TooDeep)) throw error;
  }
  end(undefined);
  page.blocks = withoutMenus(mainOf(lines)).map(({ block }) => block);
  page.title ??= page.blocks.find(({ kind }) => kind === 'heading')?.text;
  return page;
}

function readMeta(page: HtmlPage, { name = '', content = '' }: Record<string, string>): void {
  if (!/^(robots|belaybot)$/i.test(name)) return;
  if (/\b(noindex|none)\b/i.test(content)) page.noindex = true;
  if (/\b(nofollow|none)\b/i.test(content)) page.nofollow = true;
}

function mainOf(lines: Line[]): Line[] {
  const main = lines.filter(({ inMain }) => inMain);
  const size = main.reduce((sum, { block }) => sum + block.text.length, 0);
  return size >= leastMain ? main : lines;
}

function withoutMenus(lines: Line[]): Line[] {
  const kept: Line[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (lines[to]?.isLink) to++;
    if (to - from < menuLength) {
      to = Math.max(to, from + 1);
      kept.push(...lines.slice(from, to));
    }
    from = to;
  }
  return kept;
}
