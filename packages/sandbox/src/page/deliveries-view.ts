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
    <thead><tr><th>When</th><th>Outcome</th><th>Then</th><th>Event</th><th>Attempt</th><th>Way</th></tr></thead>
    <tbody>${attempts.slice(-shown).reverse().map(row)}</tbody></table></div>`;
}

function row(attempt: Attempt): Markup {
  const { at, outcome, retry } = attempt;
  return html`<tr><td><time datetime="${new Date(at).toISOString()}">${time(at)}</time></td>
    <td><span class="state ${outcome === 'ok' ? 'good' : 'bad'}">${outcomes[outcome]}</span></td><td>${sequel(attempt)}</td>
    <td>${attempt.name} <code>${attempt.eventId}</code></td><td>${retry === 0 ? 'first' : `retry ${retry}`}</td><td>${attempt.via === 'http' ? 'HTTP' : 'socket'}</td></tr>`;
}

function sequel({ at, outcome, nextAt }: Attempt): string {
  if (outcome === 'ok') return '';
  if (nextAt === undefined) return 'given up';
  return nextAt === at ? 'again at once' : `again at ${time(nextAt)}`;
}

const time = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
