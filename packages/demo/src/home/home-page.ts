import { html } from 'hono/html';
import { experienceCard } from './experience-card.ts';
import { channelsPanel, exceptionsPanel, figuresPanel, statePanel } from './panels.ts';
import { shell } from './shell.ts';
import type { HomeView, Markup } from './view.ts';

const questions = [
  'Why do payments stay on PostgreSQL?',
  'What does Plumb cost for 25 technicians?',
  'When do we have to retire a rope?',
  'Why did certificates show the wrong inspector?',
];

/** How many arrivals the page shows at first. */
export const shownArrivals = 30;

/** The page at `/` while the demo runs. Complete without its script, alive with it. */
export function homePage(view: HomeView, asked?: { question: string; answer: Markup }): Markup {
  const last = view.arrivals[0]?.eventId ?? '';
  const body = html`<section id="state">${statePanel(view)}</section>
<noscript><p class="hint">Without JavaScript this page shows the moment at which it was loaded. Reload it to see more.</p></noscript>
<p id="offline" class="trouble" role="alert" hidden></p>

<section class="ask" aria-labelledby="ask-title">
  <h2 id="ask-title">Ask this memory</h2>
  <form id="ask" action="/" method="get" role="search">
    <label class="hidden" for="question">Your question</label>
    <input id="question" name="q" type="search" maxlength="400" autocomplete="off" required
      placeholder="What do you want to know?" value="${asked?.question ?? ''}">
    <button type="submit">Ask</button>
  </form>
  <p class="tries">Try: ${questions.map(
    (question) => html`<a href="/?q=${encodeURIComponent(question)}">${question}</a> `,
  )}</p>
  <div id="answer" aria-live="polite">${asked?.answer ?? ''}</div>
</section>

<div class="columns">
  <section aria-labelledby="arrivals-title">
    <div class="head"><h2 id="arrivals-title">Becoming memory</h2>
      <button id="pause" type="button" aria-pressed="false" hidden>Pause</button></div>
    <p id="news" class="hidden" role="status" aria-live="polite"></p>
    <ol id="arrivals" class="cards" data-last="${last}">${
      view.arrivals.length
        ? view.arrivals
            .slice(0, shownArrivals)
            .map((remembered) =>
              experienceCard(remembered, { now: view.now, sandbox: view.links.sandbox }),
            )
        : html`<li class="nothing">Messages of the workspace appear here the moment they are memory. The first ones are on their way.</li>`
    }</ol>
  </section>
  <aside>
    <section aria-labelledby="figures-title">
      <h2 id="figures-title">In memory</h2>
      <dl id="figures">${figuresPanel(view)}</dl>
    </section>
    <section aria-labelledby="channels-title">
      <h2 id="channels-title">Channels</h2>
      <table><thead><tr><th scope="col">Channel</th><th scope="col">Messages</th><th scope="col">Newest</th></tr></thead>
      <tbody id="channels">${channelsPanel(view)}</tbody></table>
      <div id="exceptions">${exceptionsPanel(view)}</div>
    </section>
    <section aria-labelledby="next-title">
      <h2 id="next-title">Look around</h2>
      <ul class="links">
        <li><a href="${view.links.tour}"><b>The tour</b></a>: a visitor’s question becomes a card in Slack, and a person’s answer becomes memory, in ten steps</li>
        <li><a href="${view.links.site}">The company’s website</a>: its assistant answers from this memory, and fetches a person</li>
        <li><a href="${view.links.sandbox}">The sandbox workspace</a>: where these people talk, and you with them</li>
        <li><a href="${view.links.dashboard}">The dashboard</a>: connect a workspace of your own; the terminal shows the link that makes you its owner</li>
        <li><a href="/reference">The memory’s API</a>: every call, from this server</li>
      </ul>
      <h2>Do it by hand</h2>
      <p class="hint">The same sync, from another terminal in Belay’s folder:</p>
      <pre tabindex="0">${view.links.commands.join('\n')}</pre>
    </section>
  </aside>
</div>`;
  return shell('Belay: a workspace becomes memory', body, { mark: 'Demo on sandbox data' });
}
