import { html } from 'hono/html';
import type { User } from '../world/model.ts';
import { blocksContext, wordsOf } from './blocks-context.ts';
import { blocksView } from './blocks-view.ts';
import { hidden, onEnter } from './composer.ts';
import type { Markup } from './markup.ts';
import type { PageDesk } from './page-desk.ts';

/** The window that an app has open for the person who looks, on whatever page they are. */
export function modalView(desk: PageDesk, me: User | undefined): Markup {
  const view = me && desk.interactivity.views.top(me.id);
  if (!me || !view) return html`<div id="modal" data-live></div>`;
  const { values, errors, blocks, id } = view;
  const drawn = blocksContext(desk.world, { mayPress: true, values, errors });
  const depth = desk.interactivity.views.stack(me.id).length;
  return html`<div id="modal" data-live><div class="veil"><section class="modal" role="dialog" aria-modal="true" aria-labelledby="modal-head">
    <form method="post" action="/page/act/submit-view">${hidden({ as: me.id, view: id })}${onEnter(view.submit !== undefined)}
      <h2 id="modal-head" tabindex="-1">${wordsOf(view.title)}</h2>
      <p class="note">by ${desk.app.name}</p>
      ${blocksView(drawn, blocks)}
      <div class="row"><button formaction="/page/act/close-view" formnovalidate data-closes>${wordsOf(view.close) || (depth > 1 ? 'Back' : 'Close')}</button><span class="grow"></span>${
        view.submit === undefined
          ? ''
          : html`<button class="chief">${wordsOf(view.submit)}</button>`
      }</div>
    </form>
  </section></div></div>`;
}
