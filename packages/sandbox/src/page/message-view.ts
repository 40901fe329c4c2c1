import { html } from 'hono/html';
import type { Ephemeral } from '../interactivity/ephemerals.ts';
import type { App, Channel, Message, StoredFile, User } from '../world/model.ts';
import { msOfTs } from '../world/timestamp.ts';
import type { World } from '../world/world.ts';
import { cardView, isCard } from './card-view.ts';
import { hidden } from './composer.ts';
import { emojiSign } from './emoji-sign.ts';
import type { Markup } from './markup.ts';
import { editor, mayAct, messageActs } from './message-acts.ts';
import { mrkdwnMarkup } from './mrkdwn.ts';
import { namesOf } from './names-of.ts';
import { nameOf } from './person.ts';

/** The element id of a message: the last part of its permalink. */
export const anchor = (ts: string): string => `p${ts.replace('.', '')}`;

export interface MessageContext {
  world: World;
  channel: Channel;
  /** who looks */
  me: User | undefined;
  /** the page on which it stands, without a query */
  path: string;
  /** what only they see */
  whispers: readonly Ephemeral[];
  app: App;
  /** the ts of the message that is being edited */
  editing?: string;
}

/** A message on the page: who, when, what, with files, reactions, marks, its thread, and what one may do. */
export function messageView(
  context: MessageContext,
  message: Message,
  options: { replies?: readonly Message[]; inThread?: boolean } = {},
): Markup {
  const { world } = context;
  const channelId = context.channel.id;
  const { replies = [], inThread } = options;
  const author = message.userId ? world.users.get(message.userId)?.current : undefined;
  const name = message.username ?? (author ? nameOf(author) : (message.botId ?? 'Somebody'));
  const at = new Date(msOfTs(message.ts)).toISOString();
  const exact = `${at.replace('T', ' ').slice(0, 19)} UTC`;
  const time = html`<a class="when" href="/archives/${channelId}/${anchor(message.ts)}" title="${exact}"><time datetime="${at}">${at.slice(11, 16)}</time></a>`;
  const id = inThread ? `t${anchor(message.ts)}` : anchor(message.ts);

  if (message.subtype === 'tombstone')
    return html`<li class="message gone" id="${id}"><div class="words"><p class="who">${time}</p><p>This message was deleted.</p>${threadLink(channelId, message, replies, inThread)}</div></li>`;
  if (isHousekeeping(message))
    return html`<li class="message event" id="${id}"><div class="words"><p>${mrkdwnMarkup(message.text, namesOf(world))} ${time}</p></div></li>`;

  const isEdited = context.editing === message.ts && message.userId === context.me?.id;
  return html`<li class="message" id="${id}">
  <span class="face tone-${tone(name)}" aria-hidden="true">${initials(name)}</span>
  <div class="words">
    <p class="who"><b>${name}</b> ${message.botId || author?.isBot ? html`<span class="tag">bot</span> ` : ''}${author?.isDeleted ? html`<span class="tag">left</span> ` : ''}${time}${message.isBroadcast ? html` <span class="tag">also sent to the channel</span>` : ''}</p>
    ${isEdited ? editor(context, message) : isCard(message) ? cardView(context, message, { ts: message.ts }) : html`<div class="text">${mrkdwnMarkup(message.text, namesOf(world))}${message.edited ? html` <span class="edited" title="${new Date(msOfTs(message.edited.ts)).toISOString()}">(edited)</span>` : ''}</div>`}
    ${(message.fileIds ?? []).map((fileId) => fileView(world.files.get(fileId)?.current, fileId))}
    ${reactionsView(context, message)}
    ${threadLink(channelId, message, replies, inThread)}
  </div>
  ${isEdited ? '' : messageActs(context, message, inThread)}
</li>`;
}

/** What the app says to one person alone. */
export function whisperView(context: MessageContext, whisper: Ephemeral): Markup {
  const { name } = context.app;
  return html`<li class="message whisper" id="w${anchor(whisper.ts)}">
  <span class="face tone-${tone(name)}" aria-hidden="true">${initials(name)}</span>
  <div class="words"><p class="who"><b>${name}</b> <span class="tag">bot</span> <span class="only">Only visible to you, until you reload</span></p>
    ${cardView(context, whisper, { ephemeral: whisper.ts })}</div>
</li>`;
}

const isHousekeeping = (message: Message): boolean =>
  /^(channel_|group_|reminder_add|pinned_item)/.test(message.subtype ?? '');

function threadLink(
  channelId: string,
  message: Message,
  replies: readonly Message[],
  inThread = false,
): Markup | '' {
  const last = replies.at(-1);
  if (!last || inThread) return '';
  const people = new Set(replies.map((reply) => reply.userId ?? reply.botId)).size;
  return html`<p class="thread"><a href="/c/${channelId}/t/${message.ts}">${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</a> <span>by ${people} ${people === 1 ? 'person' : 'people'}</span></p>`;
}

function fileView(file: StoredFile | undefined, id: string): Markup {
  if (!file || file.mode === 'tombstone')
    return html`<p class="file">A deleted file <code>${id}</code></p>`;
  const size = file.size < 10_000 ? `${file.size} bytes` : `${Math.round(file.size / 1024)} KiB`;
  const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)
    ? html`<img src="/page/files/${file.id}" alt="${file.title}" loading="lazy">`
    : '';
  return html`<p class="file">${picture}<a href="/page/files/${file.id}">${file.title}</a> <span>${file.name}, ${size}</span></p>`;
}

function reactionsView(context: MessageContext, message: Message): Markup | '' {
  if (message.reactions.length === 0) return '';
  const { world, me } = context;
  const names = namesOf(world);
  const pills = message.reactions.map(({ name, users }) => {
    const who = users.map((id) => names.person(id) ?? id).join(', ');
    const isMine = me !== undefined && users.includes(me.id);
    const words = html`<span aria-hidden="true">${emojiSign(name)} ${users.length}</span><span class="hidden">${name}, ${who}</span>`;
    const title = `:${name}: ${who}`;
    return mayAct(context)
      ? html`<li><button name="emoji" value="${name}" title="${title}" aria-pressed="${isMine ? 'true' : 'false'}">${words}</button></li>`
      : html`<li><span title="${title}">${words}</span></li>`;
  });
  const list = html`<ul class="reactions" aria-label="Reactions">${pills}</ul>`;
  return mayAct(context) && me
    ? html`<form method="post" action="/page/act/react">${hidden({ as: me.id, channel: context.channel.id, ts: message.ts })}${list}</form>`
    : list;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** One of six greys and tints, the same for the same name. */
const tone = (name: string): number =>
  [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 6;
