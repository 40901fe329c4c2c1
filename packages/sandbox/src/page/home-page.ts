import { html } from 'hono/html';
import type { User } from '../world/model.ts';
import { blocksContext } from './blocks-context.ts';
import { blocksView } from './blocks-view.ts';
import { channelNav } from './channel-nav.ts';
import { hidden, onEnter } from './composer.ts';
import type { Markup } from './markup.ts';
import type { PageDesk } from './page-desk.ts';
import { shell } from './shell.ts';

/** The app's home, as it published it for the person who looks. */
export function homePage(desk: PageDesk, me: User | undefined): Markup {
  return shell(desk, {
    title: `${desk.app.name} · Home`,
    me,
    topic: 'home',
    body: html`<div class="columns">
    ${channelNav(desk.world, undefined)}
    <main id="main"><div class="title"><h1>${desk.app.name}</h1> <span class="note">the app’s home, for ${me ? 'you alone' : 'nobody'}</span></div>
      <div id="home" class="built" data-live>${content(desk, me)}</div></main>
  </div>`,
  });
}

function content(desk: PageDesk, me: User | undefined): Markup {
  if (!desk.interactivity.settings.hasHome)
    return html`<p class="nothing">The app’s home is switched off in its settings.</p>`;
  const view = me && desk.interactivity.views.home(me.id);
  if (!me || !view)
    return html`<p class="nothing">${desk.app.name} has published nothing here yet.</p>`;
  const { values, errors, blocks, id } = view;
  const drawn = blocksContext(desk.world, { mayPress: true, values, errors });
  return html`<form method="post" action="/page/act/press">${hidden({ as: me.id, view: id })}${onEnter(false)}${blocksView(drawn, blocks)}</form>`;
}
