import { html } from 'hono/html';
import { stateSentence } from './state-sentence.ts';
import type { HomeView, Markup } from './view.ts';
import { timeMark } from './words.ts';

/** The state and its sentence. */
export function statePanel(view: HomeView): Markup {
  const { tone, word, sentence } = stateSentence(view);
  return html`<p class="state ${tone}"><span class="sign" aria-hidden="true"></span>${word}</p>
<h1>${sentence}</h1>`;
}

/** Four figures: how much is memory. */
export function figuresPanel({ total }: HomeView): Markup {
  const figures = [
    ['messages', total.messages],
    ['replies', total.replies],
    ['files', total.files],
    ['reactions', total.reactions],
  ] as const;
  return html`${figures.map(
    ([name, count]) => html`<div><dt>${name}</dt><dd>${count.toLocaleString('en-GB')}</dd></div>`,
  )}`;
}

/** Each channel: how much of it is memory, and how fresh. */
export function channelsPanel(view: HomeView): Markup {
  const figures = new Map(view.channels.map((channel) => [channel.name, channel]));
  const progress = new Map(view.progress.map((channel) => [channel.name, channel]));
  const names = [...new Set([...progress.keys(), ...figures.keys()])].sort((a, b) =>
    a.localeCompare(b),
  );
  if (names.length === 0)
    return html`<tr><td colspan="3" class="nothing">The channels appear here once the workspace answers.</td></tr>`;
  const most = Math.max(1, ...view.channels.map((one) => one.messages + one.replies));
  return html`${names.map((name) => {
    const one = figures.get(name);
    const count = one ? one.messages + one.replies : 0;
    return html`<tr>
  <th scope="row">#${name}</th>
  <td class="number"><meter min="0" max="${most}" value="${count}" aria-hidden="true"></meter> ${count}</td>
  <td>${one?.newest ? timeMark(one.newest, view.now) : channelWord(progress.get(name)?.state)}</td>
</tr>`;
  })}`;
}

function channelWord(state: string | undefined): string {
  if (state === 'reading') return 'reading…';
  if (state === 'failed' || state === 'unreadable') return 'can’t be read';
  return state === 'proved' ? 'nothing said' : 'waiting…';
}

/** What could not be read, each with its reason and remedy. */
export function exceptionsPanel({ connector }: HomeView): Markup {
  const failures = connector?.failures ?? [];
  if (failures.length === 0) return html``;
  return html`<h2>Left out</h2><ul>${failures
    .slice(0, 5)
    .map(
      (failure) =>
        html`<li>${failure.channel ? html`<b>#${failure.channel}</b> ` : ''}${failure.message}</li>`,
    )}</ul>`;
}
