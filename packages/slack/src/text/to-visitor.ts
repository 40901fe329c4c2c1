import type { Message, NameBook } from '../model.ts';
import { fields } from '../parse/fields.ts';
import { visitorMrkdwn } from './visitor-mrkdwn.ts';
import { visitorRichText } from './visitor-rich-text.ts';

/** As many characters as an operator's reply may have. */
const most = 8_000;

/**
 * What somebody typed in Slack as their visitor reads it (TKO-4), in the Markdown that the widget
 * speaks: only http, https and mailto links, standard emoji as signs, a workspace's own left out.
 * Previews, shared messages and files are no part of it. Never throws.
 */
export function toVisitor(message: Pick<Message, 'text' | 'blocks'>, names: NameBook): string {
  const typed = message.blocks.map(fields).filter(({ type }) => type === 'rich_text');
  const said =
    typed.length > 0
      ? typed.map((block) => visitorRichText(block, names)).join('\n')
      : visitorMrkdwn(message.text, names);
  const whole = said
    .toWellFormed()
    .replaceAll('\0', '')
    .replaceAll(/[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return [...whole].length <= most ? whole : `${[...whole].slice(0, most - 1).join('')}…`;
}
