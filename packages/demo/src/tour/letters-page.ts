import { html } from 'hono/html';
import { shell } from '../home/shell.ts';
import type { Markup } from '../home/view.ts';
import { timeMark } from '../home/words.ts';
import type { MailSink } from '../mail/mail-sink.ts';

/** Letters that would have gone out; they lie in memory until the demo stops. */
export function lettersPage(letters: MailSink['letters'], now: number): Markup {
  const body = html`<section id="letters">
<h1>${letters.length === 0 ? 'No letter was sent.' : letters.length === 1 ? 'One letter would have gone out.' : `${letters.length} letters would have gone out.`}</h1>
<p class="hint">The demo’s mail stays on this machine: nothing here leaves it, and it is gone when Belay stops. <a href="/tour">Back to the tour</a></p>
${
  letters.length === 0
    ? html`<p>Ask for a person on <a href="/tour">the tour</a> and let nobody take over: after three minutes the team gets a letter.</p>`
    : html`<ol class="cards">${letters.map(
        ({ subject, from, to, text, at }) => html`<li class="card"><div class="card-body">
  <p class="card-head"><b>${subject || 'Without a subject'}</b> ${timeMark(at, now)}</p>
  <p class="card-foot"><span>from ${from}</span> <span>to ${to.join(', ')}</span></p>
  <pre tabindex="0">${text}</pre></div></li>`,
      )}</ol>`
}
</section>`;
  return shell('Sent mail · Belay', body, { mark: 'Demo on sandbox data', page: 'tour' });
}
