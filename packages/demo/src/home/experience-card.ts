import { html } from 'hono/html';
import type { Remembered } from '../follow/remembered.ts';
import { initials, personName } from './person-name.ts';
import { sourceLink } from './source-link.ts';
import type { Markup } from './view.ts';
import { timeMark } from './words.ts';

const kinds = {
  message: 'Message',
  reply: 'Reply',
  file: 'File',
  // the card's name says it
  reactions: '',
} as const;

/** An experience as a readable card: who, where, when, what, and the way to its source. */
export function experienceCard(
  one: Remembered,
  options: { now: number; sandbox: string; marker?: string; isNew?: boolean },
): Markup {
  const { now, sandbox, marker } = options;
  const kind = one.supersedes ? 'Edited' : kinds[one.kind];
  const name = one.kind === 'reactions' ? 'Reactions' : personName(one.actor);
  return html`<li class="card${options.isNew ? ' new' : ''}" data-event="${one.eventId}">
  <span class="face" aria-hidden="true">${one.kind === 'reactions' ? '+' : initials(name)}</span>
  <div class="card-body">
    <p class="card-head">${marker ? html`<b class="marker">${marker}</b> ` : ''}<b>${name}</b>
      ${kind ? html`<span class="kind">${kind}</span>` : ''}
      <span class="place">#${one.channel}</span>
      ${one.kind === 'reactions' ? html`<span class="place">to a message of</span> ` : ''}${timeMark(one.saidAt, now)}</p>
    <p class="said">${one.text || 'A file without text'}</p>
    <p class="card-foot"><a href="${sourceLink(sandbox, one)}">Open in the workspace</a>
      <code title="The memory's id of this experience">${one.eventId.slice(0, 12)}…</code></p>
  </div>
</li>`;
}
