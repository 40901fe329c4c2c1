import { html } from 'hono/html';
import { shell } from '../home/shell.ts';
import type { Markup } from '../home/view.ts';
import { breakPart, pathPart, requestItem, statePart } from './tour-parts.ts';
import type { TourView } from './tour-view.ts';

/** How many requests the page shows at first. */
const shown = 40;

/** Where the two frames find their pages, under the name by which this one was asked for. */
export interface TourFrames {
  site: string;
  slack: string;
}

/** The company's website and its Slack beside each other, the path, and what passes between them. */
export function tourPage(view: TourView, frames: TourFrames | undefined): Markup {
  const [newest] = view.requests;
  const body = html`<h1 class="hidden">The tour: from a visitor’s question to a person’s answer, and back</h1>
<p id="offline" class="trouble" role="alert" hidden></p>
<p id="refused" class="trouble" role="alert" hidden></p>
<div class="tabs" role="group" aria-label="What is shown">
  <button type="button" data-shows="path" aria-pressed="true">Path</button>
  <button type="button" data-shows="site" aria-pressed="false">Website</button>
  <button type="button" data-shows="slack" aria-pressed="false">Slack</button>
  <button type="button" data-shows="requests" aria-pressed="false">Requests</button>
</div>
<div class="stage" data-shown="path">
  <section class="pane path" data-pane="path" aria-labelledby="path-title">
    <div id="state">${statePart(view)}</div>
    <h2 id="path-title">The path</h2>
    <div id="path">${pathPart(view)}</div>
    <h2 id="break-title">Break Slack</h2>
    <div id="break" class="row" role="group" aria-labelledby="break-title">${breakPart(view)}</div>
  </section>
  <section class="pane" data-pane="site" aria-labelledby="site-title">
    <div class="head"><h2 id="site-title">The company’s website</h2><span class="hint">Escape closes it</span><button type="button" id="newcomer" hidden>Be a new visitor</button></div>
    ${frames ? html`<iframe id="site" data-taught="${view.isTaught ? 'yes' : 'no'}" src="${frames.site}/?tour" title="The website with its assistant"></iframe>` : waiting}
  </section>
  <section class="pane" data-pane="slack" aria-labelledby="slack-title">
    <div class="head"><h2 id="slack-title">Its Slack (the sandbox)</h2><span class="hint">At its top you choose who you are</span></div>
    ${frames ? html`<iframe id="slack" src="${frames.slack}" title="The sandbox’s Slack"></iframe>` : waiting}
  </section>
  <section class="pane requests" data-pane="requests" aria-labelledby="requests-title">
    <div class="head"><h2 id="requests-title">The real requests, as they happen</h2><span class="hint">No tokens; the newest first</span></div>
    <ol id="requests" data-last="${newest?.n ?? 0}">${
      newest
        ? view.requests.slice(0, shown).map(requestItem)
        : html`<li class="nothing">What visitor, Belay and Slack say to each other appears here.</li>`
    }</ol>
  </section>
</div>
<noscript><p class="hint">Without JavaScript this page shows the moment at which it was loaded; the website’s chat needs it.</p></noscript>
<p id="news" class="hidden" role="status" aria-live="polite"></p>`;
  return shell('The tour · Belay', body, { mark: 'Demo on sandbox data', page: 'tour' });
}

const waiting = html`<p class="nothing waits">It is starting. This page shows it by itself in a moment.</p>`;
