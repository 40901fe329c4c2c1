import { html } from 'hono/html';
import type { Channel, User } from '../world/model.ts';
import { act, hidden } from './composer.ts';
import type { Markup } from './markup.ts';
import type { PageDesk } from './page-desk.ts';
import { nameOf } from './person.ts';

/** What one may change about a channel, beside it. */
export function channelSettings(desk: PageDesk, channel: Channel, me: User | undefined): Markup {
  return html`<aside aria-label="Channel settings">
  <div class="title"><h2>Channel settings</h2> <a class="close" href="/c/${channel.id}">Close</a></div>
  <div id="settings" data-live>${inside(desk, channel, me)}</div>
</aside>`;
}

function inside(desk: PageDesk, channel: Channel, me: User | undefined): Markup {
  if (!me) return html`<p class="note">Add a person first.</p>`;
  if (channel.isArchived)
    return html`<p>This channel is archived. Its messages can be read, nothing can be said.</p>${act('unarchive', channel, me, 'Bring it back')}`;
  if (!channel.members.includes(me.id))
    return html`<p>${nameOf(me)} is not in this channel, and can’t change it.</p>${channel.kind === 'public' ? act('join', channel, me, 'Join') : ''}`;
  return html`
    <form class="stack" method="post" action="/page/act/rename">
      ${hidden({ as: me.id, channel: channel.id })}
      <label>Name <input name="name" value="${channel.name}" maxlength="80" required autocomplete="off"></label>
      <button>Rename</button>
    </form>
    ${botView(desk, channel, me)}
    ${membersView(desk, channel, me)}
    ${
      channel.isGeneral
        ? html`<p class="note">Everybody is in #${channel.name}: it stays public and can’t be archived.</p>`
        : html`<h3>The channel as a whole</h3>
    <div class="row">${act('convert', channel, me, channel.kind === 'public' ? 'Make it private' : 'Make it public', { sure: 'Really change who can see it?' })}
    ${act('restrict', channel, me, channel.isAdminOnly ? 'Let everybody post' : 'Let only admins post')}
    ${act('archive', channel, me, 'Archive it', { sure: 'Really archive it?' })}</div>`
    }`;
}

function botView(desk: PageDesk, channel: Channel, me: User): Markup {
  const { name, botUserId } = desk.app;
  const isIn = channel.members.includes(botUserId);
  return html`<h3>The app</h3>
    <p>${isIn ? `@${name} is in this channel: it may read it, and hears its events.` : `@${name} is not in this channel: it can’t read it, and hears nothing.`}</p>
    ${act(isIn ? 'remove' : 'invite', channel, me, isIn ? `Remove @${name}` : `Invite @${name}`, { user: botUserId })}`;
}

function membersView(desk: PageDesk, channel: Channel, me: User): Markup {
  const { world, app } = desk;
  const everybody = [...world.users.values()]
    .map((user) => user.current)
    .filter((user) => !user.isDeleted && user.id !== app.botUserId);
  const isIn = new Set(channel.members);
  const inside = everybody.filter(({ id }) => isIn.has(id));
  const outside = everybody.filter(({ id }) => !isIn.has(id));
  return html`<h3>${inside.length} ${inside.length === 1 ? 'member' : 'members'}</h3>
    <ul class="people">${inside.map(
      (user) =>
        html`<li><span>${nameOf(user)}${user.isBot ? html` <span class="tag">bot</span>` : ''}</span>${channel.isGeneral ? '' : act('remove', channel, me, user.id === me.id ? 'Leave' : 'Remove', { user: user.id })}</li>`,
    )}</ul>
    ${
      outside.length === 0
        ? ''
        : html`<form class="row" method="post" action="/page/act/invite">${hidden({ as: me.id, channel: channel.id })}
      <label><span class="hidden">Whom to invite</span><select name="user">${outside.map((user) => html`<option value="${user.id}">${nameOf(user)}</option>`)}</select></label>
      <button>Invite</button></form>`
    }`;
}
