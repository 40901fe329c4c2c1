import { html } from 'hono/html';
import type { Markup } from '../home/view.ts';
import type { TailEntry } from './request-tail.ts';
import { stepWords } from './step-words.ts';
import { nextStep, type TourStep, tourSteps } from './tour-path.ts';
import type { TourView } from './tour-view.ts';

const places = { site: 'on the website', slack: 'in Slack' } as const;

/** The path with its ticks; the next step says what to do. */
export function pathPart(view: TourView): Markup {
  const next = nextStep(view.path);
  const count = Object.keys(view.path.done).length;
  return html`<p class="hint" role="status">${
    next === undefined
      ? 'All ten steps happened. Begin again with another question, or break something.'
      : `${count} of ${tourSteps.length} steps happened.`
  }</p>
<ol class="steps">${tourSteps.map((step, index) => stepItem(view, step, index + 1, next))}</ol>
${count === 0 ? '' : html`<form class="begin" method="post" action="/tour/begin"><button>Begin again</button></form>`}`;
}

function stepItem(
  view: TourView,
  step: TourStep,
  number: number,
  next: TourStep | undefined,
): Markup {
  const words = stepWords(step, view.path, view.suggestions);
  const isDone = view.path.done[step] === true;
  const isNext = step === next;
  const trouble = step === 'card' && isNext ? slackTrouble(view) : undefined;
  return html`<li class="step${isDone ? ' done' : ''}${isNext ? ' next' : ''}"${isNext ? html` aria-current="step"` : ''}>
  <span class="tick" aria-hidden="true">${isDone ? '✓' : number}</span>
  <div><b>${words.title}</b>${isDone ? html`<span class="hidden"> (done)</span>` : ''}
  ${
    isNext
      ? html`<p>${words.text} <span class="where">${places[words.where]}</span></p>
    ${words.asks.length === 0 ? '' : html`<ul class="asks">${words.asks.map((ask) => html`<li><button type="button" data-copy="${ask}" aria-label="Copy: ${ask}">${ask}</button></li>`)}</ul>`}
    ${trouble ? html`<p class="trouble">${trouble}</p>` : ''}`
      : ''
  }</div></li>`;
}

/** Why no card comes, in the server's own words. */
function slackTrouble({ slack, breakages }: TourView): string | undefined {
  const [problem] = slack?.problems ?? [];
  if (problem) return `${problem.what} ${problem.remedy}`;
  if (breakages.some(({ isOn }) => isOn))
    return 'Slack is broken on purpose: mend it below, or see what becomes of the card.';
  return undefined;
}

/** How the agent's Slack stands, what is broken on purpose, and how much mail there is. */
export function statePart(view: TourView): Markup {
  const { slack, trouble } = view;
  const broken = view.breakages.filter(({ isOn }) => isOn);
  const tone =
    trouble || slack?.state === 'broken' ? 'bad' : slack?.state === 'connected' ? 'good' : 'busy';
  const word = { bad: 'Broken', good: 'Connected', busy: 'Not connected yet' }[tone];
  const sentence =
    trouble ?? slack?.sentence ?? 'The assistant is being taught, and gets its Slack in a moment.';
  return html`<p class="state ${broken.length > 0 && tone === 'good' ? 'warn' : tone}"><span class="sign" aria-hidden="true"></span>${word}</p>
<p class="sentence">${sentence}${slack && slack.parked > 0 ? ` ${slack.parked} ${slack.parked === 1 ? 'message waits' : 'messages wait'}.` : ''}</p>
${(slack?.problems ?? []).map(({ what, remedy }) => html`<p class="problem"><b>${what}</b> ${remedy}</p>`)}
${slack && (slack.problems.length > 0 || slack.parked > 0) ? html`<form class="begin" method="post" action="/tour/mend"><button>Try again</button></form>` : ''}
<p class="mail"><a href="/tour/mail">${view.letters === 0 ? 'No letter was sent' : view.letters === 1 ? '1 letter was sent' : `${view.letters} letters were sent`}</a></p>`;
}

/** The switches that break Slack. */
export function breakPart({ breakages }: TourView): Markup {
  return html`${breakages.map(
    ({ id, label, isOn }) =>
      html`<form method="post" action="/tour/break"><input type="hidden" name="what" value="${id}"><input type="hidden" name="on" value="${isOn ? 'no' : 'yes'}"><button role="switch" aria-checked="${isOn ? 'true' : 'false'}"${isOn ? html` class="on"` : ''}>${label}<span aria-hidden="true"> ${isOn ? '●' : '○'}</span></button></form>`,
  )}`;
}

const ways: Record<TailEntry['way'], readonly [string, string]> = {
  'visitor-belay': ['Visitor', 'Belay'],
  'slack-belay': ['Slack', 'Belay'],
  'belay-slack': ['Belay', 'Slack'],
};

/** One request: who asked whom for what, what came of it, and its body on demand. */
export function requestItem(entry: TailEntry): Markup {
  const [from, to] = ways[entry.way];
  const at = new Date(entry.at).toISOString();
  const head = html`<time datetime="${at}">${at.slice(11, 19)}</time>
    <span class="way ${entry.way}">${from} <span aria-hidden="true">→</span><span class="hidden">to</span> ${to}</span>
    <code>${entry.line}</code> <span class="about">${entry.about}</span>
    <span class="outcome ${entry.isWell ? 'good' : 'bad'}">${entry.isWell ? '' : '✕ '}${entry.outcome}</span>
    <span class="ms">${entry.ms > 0 ? `${entry.ms} ms` : ''}</span>`;
  return html`<li id="r${entry.n}">${
    entry.body === undefined
      ? html`<p class="request">${head}</p>`
      : html`<details><summary class="request">${head}</summary><pre tabindex="0">${entry.body}</pre></details>`
  }</li>`;
}
