import { html } from 'hono/html';
import { isObject } from '../api/block-rules.ts';
import { blocksOf, elementsOf } from '../interactivity/elements.ts';
import type { Ephemeral } from '../interactivity/ephemerals.ts';
import type { Message } from '../world/model.ts';
import { type BlocksContext, blocksContext } from './blocks-context.ts';
import { blocksView } from './blocks-view.ts';
import { hidden, onEnter } from './composer.ts';
import type { Markup } from './markup.ts';
import { mayAct } from './message-acts.ts';
import type { MessageContext } from './message-view.ts';
import { mrkdwnMarkup } from './mrkdwn.ts';

/** Whether an app built it: people's words have only the composer's own block. */
export function isCard({
  blocks = [],
  attachments = [],
  botId,
}: Pick<Message, 'blocks' | 'attachments' | 'botId'>) {
  return (
    attachments.length > 0 ||
    (botId !== undefined && blocks.length > 0) ||
    blocks.some((block) => isObject(block) && block.type !== 'rich_text')
  );
}

/** Words alone, as an app formatted them: they need no frame around them. */
const isPlain = (blocks: readonly unknown[]): boolean =>
  blocks.length > 0 && blocks.every((block) => isObject(block) && block.type === 'rich_text');

/** A message that an app built, with its buttons as a form of the person who looks. */
export function cardView(
  context: MessageContext,
  message: Pick<Message, 'ts' | 'text' | 'blocks' | 'attachments'> | Ephemeral,
  where: { ephemeral: string } | { ts: string },
): Markup {
  const { me, channel } = context;
  const mayPress = mayAct(context);
  const drawn = blocksContext(context.world, { mayPress });
  const { blocks = [], attachments = [], text = '' } = message;
  const body = html`${blocks.length > 0 ? blocksView(drawn, blocks) : mrkdwnMarkup(text, drawn.names)}${attachments.map(
    (attachment) => (isObject(attachment) ? attachmentView(drawn, attachment) : ''),
  )}`;
  return me && mayPress && elementsOf(blocksOf(message)).length > 0
    ? html`<form class="built" method="post" action="/page/act/press">${hidden({ as: me.id, channel: channel.id, ...where })}${onEnter(false)}${body}</form>`
    : html`<div class="${isPlain(blocks) ? 'built plain' : 'built'}">${body}</div>`;
}

function attachmentView(drawn: BlocksContext, attachment: Record<string, unknown>): Markup {
  const said = ['pretext', 'title', 'text']
    .map((name) => attachment[name])
    .filter((value) => typeof value === 'string' && value !== '');
  const blocks = Array.isArray(attachment.blocks) ? attachment.blocks : [];
  const fallback = typeof attachment.fallback === 'string' ? [attachment.fallback] : [];
  const lines = said.length > 0 || blocks.length > 0 ? said : fallback;
  return html`<div class="attached">${lines.map((line) => html`<p>${mrkdwnMarkup(String(line), drawn.names)}</p>`)}${blocksView(drawn, blocks)}</div>`;
}
