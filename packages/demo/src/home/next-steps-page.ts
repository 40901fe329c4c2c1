import { html } from 'hono/html';
import { byHand } from './by-hand.ts';
import { shell } from './shell.ts';
import type { Markup } from './view.ts';

/** The page at `/` of a server without the demo: what to do next, and no data (SEC-2). */
export function nextStepsPage(url: string): Markup {
  return shell(
    'Belay is running',
    html`<section id="state"><p class="state good"><span class="sign" aria-hidden="true"></span>Running</p>
<h1>Belay is running. Sync a Slack workspace into its memory with two commands.</h1></section>
<section>
  <p>This page shows nothing of what the memory holds: reading it takes a token.</p>
  <p>In Belay’s folder:</p>
  <pre tabindex="0">${byHand(url, { botToken: 'xoxb-…' }).join('\n')}</pre>
  <ul class="links">
    <li><a href="/reference">The memory’s API</a>: every call, from this server</li>
    <li><a href="/v1/ready">Readiness</a>: 200 when everything runs</li>
  </ul>
  <p class="hint">To look around first, start it without Slack credentials and without <code>BELAY_DEMO=0</code>: a sandbox workspace comes with it.</p>
</section>`,
  );
}
