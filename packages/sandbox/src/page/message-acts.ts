import { html } from 'hono/html';
import type { Message } from '../world/model.ts';
import { typedText } from './act/typed-text.ts';
import { hidden } from './composer.ts';
import { emojiSign, reactionChoice } from './emoji-sign.ts';
import type { Markup } from './markup.ts';
import type { MessageContext } from './message-view.ts';

/** Whether the person who looks may do something here. */
export function mayAct({ channel, me }: MessageContext): boolean {
  return me !== undefined && !channel.isArchived && channel.members.includes(me.id);
}

/** What one may do with a message: react, reply, and change one's own. */
export function messageActs(
  context: MessageContext,
  message: Message,
  inThread = false,
): Markup | '' {
  const { channel, me, path } = context;
  if (!me || !mayAct(context)) return '';
  const root = message.threadTs ?? message.ts;
  const isMine = message.userId === me.id;
  return html`<form class="acts" method="post" action="/page/act/react" aria-label="What to do with this message">
    ${hidden({ as: me.id, channel: channel.id, ts: message.ts })}
    ${reactionChoice.map(
      (name) =>
        html`<button name="emoji" value="${name}" title="React with :${name}:"><span aria-hidden="true">${emojiSign(name)}</span><span class="hidden">React with ${name.replaceAll('_', ' ')}</span></button>`,
    )}
    ${inThread ? '' : html`<a href="/c/${channel.id}/t/${root}#reply">Reply</a>`}
    ${isMine ? html`<a href="${path}?edit=${message.ts}" data-soft>Edit</a><button formaction="/page/act/delete" data-sure="Really delete?">Delete</button>` : ''}
  </form>`;
}

/** One's own words, to be changed in place. */
export function editor(context: MessageContext, message: Message): Markup {
  const { world, channel, me, path } = context;
  return html`<form class="editor" method="post" action="/page/act/edit">
    ${hidden({ as: me?.id, channel: channel.id, ts: message.ts, go: path })}
    <label><span class="hidden">The message’s words</span>
      <textarea name="text" rows="3" maxlength="40000" data-sends data-first>${typedText(world, message.text)}</textarea></label>
    <div class="row"><a href="${path}" data-soft data-cancel>Cancel</a><span class="grow"></span><span class="note keys"><kbd>Enter</kbd> saves, <kbd>Esc</kbd> cancels</span><button class="chief">Save</button></div>
  </form>`;
}
