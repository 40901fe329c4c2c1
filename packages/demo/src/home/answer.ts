import { html } from 'hono/html';
import { type Remembered, readRemembered } from '../follow/remembered.ts';
import { experienceCard } from './experience-card.ts';
import type { Markup } from './view.ts';

/** One experience of a recall pack with the `[n]` that the pack cites it by. */
export interface Cited {
  marker: string;
  remembered: Remembered;
}

/** The cited events of a recall pack, in the order of their markers. */
export function citedEvents(pack: Record<string, unknown>): Cited[] {
  const layers = pack.layers as { events?: unknown[] } | undefined;
  const provenance = pack.provenance as { citations?: Record<string, { id?: string }> } | undefined;
  const markers = new Map(
    Object.entries(provenance?.citations ?? {}).map(([marker, { id }]) => [id, marker]),
  );
  return (layers?.events ?? []).flatMap((event, index) => {
    const remembered = readRemembered(event);
    if (!remembered || remembered.kind === 'reactions') return [];
    return [{ marker: markers.get(remembered.eventId) ?? `[${index + 1}]`, remembered }];
  });
}

/** What the memory says about a question: cards with their sources, or what to try instead. */
export function answerMarkup(
  question: string,
  cited: readonly Cited[],
  options: { now: number; sandbox: string },
): Markup {
  if (cited.length === 0)
    return html`<p class="nothing" role="status">Nothing in this memory speaks of “${question}”. Ask with the words that the team would have used, or try one of the questions above.</p>`;
  return html`<p class="answer-head" role="status">${cited.length === 1 ? 'One source speaks' : `${cited.length} sources speak`} of “${question}”, the best first.</p>
<ol class="cards">${cited.map(({ marker, remembered }) => experienceCard(remembered, { ...options, marker }))}</ol>`;
}

/** The memory could not be asked. */
export function answerTrouble(reason: string): Markup {
  return html`<p class="trouble" role="alert"><b>The memory could not answer.</b> ${reason} Ask again in a moment.</p>`;
}
