import { html } from 'hono/html';
import type { Attempt } from '../events/courier.ts';
import type { Markup } from './markup.ts';
import type { PageDesk } from './page-desk.ts';

const shown = 25;

const outcomes: Record<Attempt['outcome'], string> = {
  ok: '✓ answered',
  http_timeout: '✕ no answer within 3 s',
  too_many_redirects: '✕ more than two redirects',
  connection_failed: '✕ nobody there',
  http_error: '✕ answered with an error',
  unknown_error: '✕ failed',
};

/** The last attempts to deliver, newest first, each with what became of it. */
export function deliveriesView(desk: PageDesk): Markup {
  const { attempts } = desk.events;
  if (attempts.length === 0)
    return html`<p class="note">Nothing was delivered yet. Say something in a channel that the app is in.</p>`;
  return html`<div class="scroll" tabindex="0"><table>
    <thead><tr><th>When</th><th>Event</th><th>Way</th><th>Attempt</th><th>Outcome</th><th>Then</th></tr></thead>
    <tbody>${attempts.slice(-shown).reverse().map(row)}</tbody></table></div>`;
}

function row(attempt: Attempt): Markup {
  const { outcome, nextAt, retry } = attempt;
  return html`<tr><td><time datetime="${new Date(attempt.at).toISOString()}">${time(attempt.at)}</time></td><td>${attempt.name} <code>${attempt.eventId}</code></td>
    <td>${attempt.via === 'http' ? 'HTTP' : 'socket'}</td><td>${retry === 0 ? 'first' : `retry ${retry}`}</td>
    <td><span class="state ${outcome === 'ok' ? 'good' : 'bad'}">${outcomes[outcome]}</span></td><td>${outcome === 'ok' ? '' : nextAt === undefined ? 'given up' : `again at ${time(nextAt)}`}</td></tr>`;
}

const time = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
