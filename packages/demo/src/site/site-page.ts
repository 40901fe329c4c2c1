import { html } from 'hono/html';
import type { Markup } from '../home/view.ts';

/** What the invented company's site says; the agent knows more, from Slack. */
const offers = [
  {
    title: 'Inspect with gloves on',
    text: 'Large buttons at the bottom, one photo per finding, the note last, because people dictate it.',
  },
  {
    title: 'Works where no network does',
    text: 'On a turbine, in a shaft, at sea. Plumb keeps everything on the phone until there is a signal.',
  },
  {
    title: 'Made for the auditor',
    text: 'Nothing is ever deleted. Each verdict has a person, a device, a time and its reason.',
  },
] as const;

/**
 * A customer's website with the widget on it: one script tag, as the embed page gives it. `agent` is
 * undefined until the demo has made it.
 */
export function sitePage({
  belay,
  agent,
  asks,
  isTour = false,
}: {
  belay: string | undefined;
  agent: string | undefined;
  asks: string[];
  /** the chat is open from the beginning */
  isTour?: boolean;
}): Markup {
  const isReady = belay !== undefined && agent !== undefined;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Plumb by Tarn &amp; Thistle (an invented company)</title>
  <link rel="icon" href="/belay.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/site.css">
  ${isReady ? html`<script src="${belay}/widget/belay.js" data-agent="${agent}"${isTour ? html` data-open="true"` : ''} async></script>` : ''}
  ${isTour ? html`<script src="/visitor.js"></script>` : ''}
</head>
<body>
  <p class="demo">This site and its company are invented. The chat on it is real: it answers from the <a href="${belay ?? ''}/">demo’s memory</a>.</p>
  <header><strong>Plumb</strong><nav aria-label="Site"><a href="#offline">Offline</a><a href="#prices">Prices</a><a href="#ask">Questions</a></nav></header>
  <main>
    <h1>Rope and harness inspections that hold</h1>
    <p class="lead">Plumb is the inspection app of Tarn &amp; Thistle Ropeworks: from the first look to a certificate that an insurer accepts.</p>
    <section id="offline" class="offers" aria-label="What it does">${offers.map(
      ({ title, text }) => html`<article><h2>${title}</h2><p>${text}</p></article>`,
    )}</section>
    <section id="prices"><h2>Prices</h2>
      <p>Per technician and month, paid monthly or yearly. Ask for your crew’s size; a person answers what the assistant doesn’t know.</p></section>
    <section id="ask"><h2>Questions that people ask</h2>
      ${
        !isReady
          ? html`<p role="status">The assistant is still being taught. Reload this page in a moment.</p>`
          : asks.length === 0
            ? html`<p>Open the chat in the corner and ask.</p>`
            : html`<ul>${asks.map((ask) => html`<li>${ask}</li>`)}</ul><p>Open the chat in the corner and ask one of them, or something that nobody here knows.</p>`
      }
    </section>
  </main>
  <footer>Tarn &amp; Thistle Ropeworks · invented for the demo of <a href="${belay ?? ''}/">Belay</a></footer>
</body>
</html>`;
}
