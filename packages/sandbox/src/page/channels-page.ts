import { html } from 'hono/html';
import type { User } from '../world/model.ts';
import { channelLink, channelsOf } from './channel-nav.ts';
import { hidden } from './composer.ts';
import type { Markup } from './markup.ts';
import type { PageDesk } from './page-desk.ts';
import { shell } from './shell.ts';

/** How many channels one page lists. */
const shown = 300;

/** Every channel, found by name; and where channels and people are made. */
export function channelsPage(desk: PageDesk, me: User | undefined, search: string): Markup {
  const all = channelsOf(desk.world);
  const wished = search.trim().replace(/^#/, '').toLowerCase();
  const found = wished ? all.filter(({ name }) => name.includes(wished)) : all;
  const listed = found.slice(0, shown);
  return shell(desk, {
    title: `Channels · ${desk.world.team.current.name}`,
    me,
    topic: 'channels',
    body: html`<main id="main" class="wide">
    <div class="title"><h1>Channels</h1></div>
    ${all.length === 0 ? html`<p>This workspace is empty. ${me ? 'Make its first channel.' : 'Add a person, then make its first channel.'}</p>` : ''}
    <div class="cards">
      ${
        me
          ? html`<section class="card"><h2>New channel</h2>
        <form class="stack" method="post" action="/page/act/new-channel">${hidden({ as: me.id })}
          <label>Name <input name="name" maxlength="80" required autocomplete="off" placeholder="route-planning"></label>
          <label class="check"><input type="checkbox" name="kind" value="private"> Private: only people in it see it</label>
          <button class="chief">Make the channel</button>
        </form></section>`
          : ''
      }
      <section class="card"><h2>New person</h2>
        <form class="stack" method="post" action="/page/act/new-person">
          <label>Name <input name="name" maxlength="80" required autocomplete="off" placeholder="Ada Ridge"></label>
          <button${me ? '' : html` class="chief"`}>Add and be this person</button>
        </form></section>
    </div>
    ${
      all.length === 0
        ? ''
        : html`<form class="row search" method="get" action="/channels" role="search">
      <label>Find <input type="search" name="q" value="${search}" autocomplete="off"></label> <button>Find</button>
      <span class="note">${found.length === all.length ? `${all.length} channels` : `${found.length} of ${all.length} channels`}${found.length > shown ? `, the first ${shown} shown` : ''}</span></form>
    ${found.length === 0 ? html`<p>No channel has “${search}” in its name. <a href="/channels">Show all</a></p>` : ''}
    <ul id="all-channels" class="many" data-live>${listed.map((channel) => channelLink(channel))}</ul>`
    }
  </main>`,
  });
}
