import { html } from 'hono/html';
import { isObject } from '../api/block-rules.ts';
import { type Element, optionsOf } from '../interactivity/elements.ts';
import { type BlocksContext, wordsOf } from './blocks-context.ts';
import type { Markup } from './markup.ts';

/** The name of the form field that one element has, and what a press of it is called. */
export const fieldName = ({ blockId, actionId }: Pick<Element, 'blockId' | 'actionId'>): string =>
  `v ${JSON.stringify([blockId, actionId])}`;

const dates: Record<string, string> = {
  datepicker: 'date',
  timepicker: 'time',
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
};

/** A button, a select or a field, as HTML has them. */
export function elementView(context: BlocksContext, one: Element, held: readonly string[]): Markup {
  const { element, type } = one;
  const name = fieldName(one);
  const off = context.mayPress ? '' : html` disabled`;
  if (type === 'button') return buttonView(one, off);
  if (type === 'checkboxes' || type === 'radio_buttons')
    return html`<span class="choices">${optionsOf(element).map((option) => {
      const value = String(option.value);
      const checked = held.includes(value) ? html` checked` : '';
      return html`<label class="choice"><input type="${type === 'checkboxes' ? 'checkbox' : 'radio'}" name="${name}" value="${value}"${checked}${off}> ${wordsOf(option.text)}</label>`;
    })}${presser(one, off)}</span>`;
  if (type === 'plain_text_input' && element.multiline === true)
    return html`<textarea name="${name}" rows="4"${off} placeholder="${wordsOf(element.placeholder)}">${held[0] ?? ''}</textarea>`;
  if (type === 'plain_text_input' || dates[type])
    return html`<input type="${dates[type] ?? 'text'}" name="${name}" value="${held[0] ?? ''}"${off} placeholder="${wordsOf(element.placeholder)}">`;
  const choices = choicesOf(context, one);
  if (!choices)
    return html`<span class="note">An element of type ${type}, which this page does not draw.</span>`;
  const many = type.startsWith('multi_');
  return html`<span class="choices"><select name="${name}" aria-label="${wordsOf(element.placeholder) || 'Choose'}"${many ? html` multiple` : ''}${off}>${
    many ? '' : html`<option value="">${wordsOf(element.placeholder) || 'Choose'}</option>`
  }${choices.map(
    ([value, words]) =>
      html`<option value="${value}"${held.includes(value) ? html` selected` : ''}>${words}</option>`,
  )}</select>${presser(one, off)}</span>`;
}

/** What sends a choice at once, where the app hears of choices one by one. */
function presser(one: Element, off: Markup | ''): Markup | '' {
  // in an input block a choice waits for the submission
  if (one.isInput) return '';
  return html`<button name="press" value="${pressed(one)}"${off}>Choose</button>`;
}

const pressed = ({ blockId, actionId }: Element): string => JSON.stringify([blockId, actionId]);

function buttonView(one: Element, off: Markup | ''): Markup {
  const { element } = one;
  const words = wordsOf(element.text);
  const label =
    typeof element.accessibility_label === 'string'
      ? html` aria-label="${element.accessibility_label}"`
      : '';
  const url = typeof element.url === 'string' ? element.url : '';
  if (/^https?:\/\//.test(url))
    return html`<a class="button" href="${url}" target="_blank" rel="noopener noreferrer"${label}>${words}</a>`;
  const sure = isObject(element.confirm)
    ? html` data-sure="${wordsOf(element.confirm.title) || 'Sure?'}"`
    : '';
  const look =
    element.style === 'primary'
      ? html` class="chief"`
      : element.style === 'danger'
        ? html` class="danger"`
        : '';
  return html`<button name="press" value="${pressed(one)}"${look}${label}${sure}${off}>${words}</button>`;
}

function choicesOf(
  { people }: BlocksContext,
  { element, type }: Element,
): (readonly [string, string])[] | undefined {
  if (/^(multi_)?users_select$/.test(type)) return [...people];
  if (/^((multi_)?static_select|overflow)$/.test(type))
    return optionsOf(element).map((option) => [String(option.value), wordsOf(option.text)]);
  return undefined;
}
