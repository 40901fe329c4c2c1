import { html } from 'hono/html';
import type { Channel, User } from '../world/model.ts';
import type { Markup } from './markup.ts';
import { nameOf } from './person.ts';

/** Where a person types, or why they can't and what they could do. */
export function composer(channel: Channel, me: User | undefined, threadTs?: string): Markup {
  const id = threadTs ? 'reply' : 'say';
  return html`<div id="${id}" class="composer" data-live>${inside(channel, me, threadTs)}</div>`;
}

function inside(channel: Channel, me: User | undefined, threadTs: string | undefined): Markup {
  if (!me)
    return html`<p class="note">Nobody is here who could speak. <a href="/channels">Add a person</a></p>`;
  if (channel.isArchived)
    return html`<p class="note">This channel is archived: nobody can speak in it.</p>${act('unarchive', channel, me, 'Bring it back')}`;
  if (!channel.members.includes(me.id))
    return channel.kind === 'public'
      ? html`<p class="note">${nameOf(me)} is not in #${channel.name}.</p>${act('join', channel, me, 'Join')}`
      : html`<p class="note">${nameOf(me)} is not in this private channel. Be somebody who is, and invite them.</p>`;
  const where = threadTs ? 'Reply in this thread' : `Message #${channel.name}`;
  return html`<form method="post" action="/page/act/post" enctype="multipart/form-data" data-resets>
    ${hidden({ as: me.id, channel: channel.id, thread: threadTs })}
    <label><span class="hidden">${where}, as ${nameOf(me)}</span>
      <textarea name="text" rows="2" maxlength="40000" placeholder="${where}" data-sends data-draft="${threadTs ? `${channel.id}/${threadTs}` : channel.id}"></textarea></label>
    <div class="row">
      <label class="file-choice"><span class="hidden">A file to upload</span><input type="file" name="file"></label>
      ${threadTs ? html`<label class="note"><input type="checkbox" name="broadcast" value="yes"> also to #${channel.name}</label>` : ''}
      <span class="grow"></span>
      <span class="note keys"><kbd>Enter</kbd> sends, <kbd>Shift Enter</kbd> starts a line</span>
      <button class="chief">${threadTs ? 'Reply' : 'Send'}</button>
    </div>
  </form>`;
}

/** A button that does one thing to a channel. */
export function act(
  deed: string,
  channel: Channel,
  me: User,
  words: string,
  more: { user?: string; sure?: string } = {},
): Markup {
  const { user, sure } = more;
  return html`<form method="post" action="/page/act/${deed}">${hidden({ as: me.id, channel: channel.id, user })}<button${sure ? html` data-sure="${sure}"` : ''}>${words}</button></form>`;
}

export function hidden(values: Record<string, string | undefined>): Markup {
  return html`${Object.entries(values).map(([name, value]) =>
    value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`,
  )}`;
}

/**
 * What Enter in a field presses: the first button of a form is its default. One that is disabled
 * presses nothing.
 */
export const onEnter = (isOn: boolean): Markup =>
  html`<button class="hidden" tabindex="-1" aria-hidden="true"${isOn ? '' : html` disabled`}></button>`;
