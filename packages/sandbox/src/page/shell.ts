import { html } from 'hono/html';
import type { User } from '../world/model.ts';
import type { Markup } from './markup.ts';
import { modalView } from './modal-view.ts';
import type { PageDesk } from './page-desk.ts';
import { nameOf, peopleOf } from './person.ts';

export interface Frame {
  title: string;
  /** who looks */
  me: User | undefined;
  /** what the page shows: changes elsewhere leave it alone */
  topic: string;
  /** the App page is open */
  isApp?: boolean;
  /** columns of a workspace page, or one */
  body: Markup;
}

/** The frame of every page: the mark, who one is, the way to the app's settings. */
export function shell(desk: PageDesk, frame: Frame): Markup {
  const { me, topic } = frame;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${frame.title} · Sandbox</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/page/sandbox.css">
  <link rel="stylesheet" href="/page/talk.css">
  <link rel="stylesheet" href="/page/settings.css">
  <link rel="stylesheet" href="/page/cards.css">
  <script type="module" src="/page/sandbox.js"></script>
</head>
<body data-topic="${topic}" data-me="${me?.id ?? ''}">
  <a class="skip" href="#main">Skip to the content</a>
  <div class="top"><header>
    <span class="sandbox">Sandbox</span>
    <b class="team">${desk.world.team.current.name}</b>
    <span class="note" title="Nobody here is real. Times are UTC.">invented, on this machine</span>
    <span id="freshness" class="note" role="status"></span>
    <span class="grow"></span>
    ${whoView(desk, me)}
    <a class="button" href="${frame.isApp ? '/' : '/app'}"${frame.isApp ? html` aria-current="page"` : ''}>${frame.isApp ? 'Close app settings' : 'App settings'}</a>
  </header>
  ${brokenView(desk)}
  <p id="trouble" class="trouble" role="alert" hidden></p></div>
  ${frame.body}
  ${modalView(desk, me)}
</body>
</html>`;
}

function whoView(desk: PageDesk, me: User | undefined): Markup | '' {
  if (!me) return '';
  return html`<form class="who-am-i" method="post" action="/page/act/be">
      <label>You are <select name="as" data-submits>${peopleOf(desk.world).map(
        (user) =>
          html`<option value="${user.id}"${user.id === me.id ? html` selected` : ''}>${nameOf(user)}</option>`,
      )}</select></label>
      <noscript><button>Change</button></noscript>
    </form>`;
}

/** What is broken on purpose: said on every page, with the button that mends it. */
function brokenView(desk: PageDesk): Markup {
  const broken = desk.switches.all.filter(({ isOn }) => isOn);
  return html`<div id="broken" data-live>${
    broken.length === 0
      ? ''
      : html`<form class="broken" method="post" action="/page/act/mend"><span><b>Broken on purpose:</b> ${broken.map(({ label }) => label.toLowerCase()).join(', ')}.</span> <button>Mend all</button></form>`
  }</div>`;
}
