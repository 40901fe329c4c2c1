import { html } from 'hono/html';
import { isObject } from '../api/block-rules.ts';
import { type Element, elementsOf, heldBy } from '../interactivity/elements.ts';
import { type BlocksContext, wordsOf } from './blocks-context.ts';
import { elementView } from './element-view.ts';
import type { Markup } from './markup.ts';
import { mrkdwnMarkup } from './mrkdwn.ts';
import { richTextView } from './rich-text-view.ts';

/** Blocks as plain parts of a page, in our own look. What it doesn't know is named, never dropped. */
export function blocksView(context: BlocksContext, blocks: readonly unknown[]): Markup {
  const elements = elementsOf(blocks);
  return html`${blocks.map((block) => (isObject(block) ? blockView(context, block, elements) : ''))}`;
}

function blockView(
  context: BlocksContext,
  block: Record<string, unknown>,
  elements: readonly Element[],
): Markup | string {
  const own = elements.filter(({ element }) => partsOf(block).includes(element));
  const drawn = own.map((one) => elementView(context, one, heldBy(one, context.values ?? {})));
  switch (block.type) {
    case 'header':
      return html`<h3>${wordsOf(block.text)}</h3>`;
    case 'divider':
      return html`<hr>`;
    case 'section':
      return html`<div class="section">${block.text === undefined ? '' : html`<div>${textView(context, block.text)}</div>`}${
        Array.isArray(block.fields)
          ? html`<ul class="fields">${block.fields.map((field) => html`<li>${textView(context, field)}</li>`)}</ul>`
          : ''
      }${drawn}${isPicture(block.accessory) ? pictureView(block.accessory) : ''}</div>`;
    case 'context':
      return html`<p class="context">${listOf(block.elements).map((part) =>
        isPicture(part) ? pictureView(part) : html`<span>${textView(context, part)}</span> `,
      )}</p>`;
    case 'actions':
      return html`<div class="row actions">${drawn}</div>`;
    case 'image':
      return pictureView(block);
    case 'markdown':
      return html`<div>${String(block.text ?? '')}</div>`;
    case 'rich_text':
      return richTextView(context.names, block);
    case 'input':
      return inputView(context, block, own, drawn);
    default:
      return html`<p class="note">A block of type ${String(block.type)}, which this page does not draw.</p>`;
  }
}

function inputView(
  context: BlocksContext,
  block: Record<string, unknown>,
  own: readonly Element[],
  drawn: readonly Markup[],
): Markup {
  const error = context.errors?.[own[0]?.blockId ?? ''];
  const label = html`${wordsOf(block.label)}${block.optional === true ? html` <span class="note">(optional)</span>` : ''}`;
  // several boxes are a group, each with a label of its own
  const isGroup = /^(checkboxes|radio_buttons)$/.test(own[0]?.type ?? '');
  return html`<div class="input${error ? ' wrong' : ''}">${
    isGroup
      ? html`<fieldset><legend>${label}</legend>${drawn}</fieldset>`
      : html`<label><span>${label}</span>${drawn}</label>`
  }${block.hint === undefined ? '' : html`<p class="note">${wordsOf(block.hint)}</p>`}${error ? html`<p class="state bad" role="alert">✕ ${error}</p>` : ''}</div>`;
}

/** A text object: its mrkdwn, or its plain words. */
function textView({ names }: BlocksContext, text: unknown): Markup | string {
  if (!isObject(text)) return '';
  return text.type === 'mrkdwn' ? mrkdwnMarkup(wordsOf(text), names) : wordsOf(text);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const partsOf = (block: Record<string, unknown>): unknown[] => [
  ...listOf(block.elements),
  block.accessory,
  block.element,
];

const isPicture = (part: unknown): part is Record<string, unknown> =>
  isObject(part) && part.type === 'image';

/** Pictures of elsewhere are not fetched: what they show is said. */
const pictureView = (part: Record<string, unknown>): Markup =>
  html`<span class="picture">Picture: ${String(part.alt_text ?? 'without a description')}</span>`;
