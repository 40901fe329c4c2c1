import { html } from 'hono/html';
import type { User } from '../world/model.ts';
import { deliveriesView } from './deliveries-view.ts';
import type { Markup } from './markup.ts';
import type { PageDesk } from './page-desk.ts';
import { shell } from './shell.ts';

/** The settings of the app, as its owner sees them; and what may be broken. */
export function appPage(desk: PageDesk, me: User | undefined): Markup {
  const { name, id } = desk.app;
  return shell(desk, {
    title: `${name} · App settings`,
    me,
    topic: 'app',
    isApp: true,
    body: html`<main id="main" class="wide">
    <div class="title"><h1>${name}</h1> <span class="note">the app in this workspace, <code>${id}</code></span>
      <div id="app-state" class="row" data-live>${stateView(desk)}</div></div>
    <div class="cards">
      <section class="card" aria-labelledby="url-head"><h2 id="url-head">Events over HTTP</h2>${urlForm(desk)}</section>
      <section class="card" aria-labelledby="sockets-head"><h2 id="sockets-head">Socket Mode</h2><div id="sockets" data-live>${socketsView(desk)}</div></section>
      <section class="card" aria-labelledby="acts-head"><h2 id="acts-head">Buttons and commands</h2>${interactivityForm(desk)}</section>
      <section class="card" aria-labelledby="install-head"><h2 id="install-head">Installation</h2><div id="install" data-live>${installView(desk)}</div></section>
      <section class="card" aria-labelledby="tokens-head"><h2 id="tokens-head">Tokens</h2><div id="tokens" data-live>${tokensView(desk)}</div></section>
      <section class="card span" aria-labelledby="break-head"><h2 id="break-head">Break Slack</h2><div id="switches" data-live>${switchesView(desk)}</div></section>
      <section class="card span" aria-labelledby="deliveries-head"><h2 id="deliveries-head">Last deliveries</h2><div id="deliveries" data-live>${deliveriesView(desk)}</div></section>
    </div>
  </main>`,
  });
}

/** Where the events go, before any knob but the one that stops them. */
function stateView(desk: PageDesk): Markup {
  const { current } = desk.settings;
  const button = current?.isDisabled ? 'Switch them on' : 'Switch them off';
  return html`<p>${stateSentence(desk)}</p>${
    current
      ? html`<form method="post" action="/page/act/events"><input type="hidden" name="on" value="${current.isDisabled ? 'yes' : 'no'}"><button>${button}</button></form>`
      : ''
  }`;
}

function stateSentence(desk: PageDesk): string {
  const { current, subscription } = desk.settings;
  if (!current)
    return subscription?.refusal
      ? 'Events go nowhere: the request URL is not verified.'
      : 'Events go nowhere yet: set a request URL, or let the app connect over Socket Mode.';
  if (current.isDisabled) return 'Events are switched off.';
  if (current.line.kind === 'http') return `Events go to ${subscription?.url ?? 'a request URL'}.`;
  const count = desk.sockets.connections.length;
  if (count === 0) return 'Events go over Socket Mode, but the app is not connected: they fail.';
  return `Events go over Socket Mode, to ${count === 1 ? 'one connection' : `one of ${count} connections`}.`;
}

function urlForm(desk: PageDesk): Markup {
  const url = desk.settings.subscription?.url ?? '';
  return html`<form class="stack" method="post" action="/page/act/request-url">
      <label>Request URL <input type="url" name="url" value="${url}" required placeholder="http://127.0.0.1:3141/slack/events" autocomplete="off" spellcheck="false"></label>
      <button class="chief">Save and verify</button>
    </form>
    <div id="url-state" data-live>${urlState(desk)}</div>`;
}

function urlState(desk: PageDesk): Markup {
  const { subscription } = desk.settings;
  return !subscription
    ? html`<p class="note">The app must answer a challenge at this address, then it is saved.</p>`
    : subscription.isVerified
      ? html`<p><span class="state good">✓ Verified</span>${subscription.isResting ? ' It rests while Socket Mode is on.' : ''}</p>`
      : html`<p><span class="state bad">✕ Not verified</span> ${subscription.refusal}</p>`;
}

function interactivityForm(desk: PageDesk): Markup {
  const { requestUrl, commands } = desk.interactivity.settings;
  return html`<form class="stack" method="post" action="/page/act/interactivity-url">
      <label>Interactivity URL <input type="url" name="url" value="${requestUrl ?? ''}" placeholder="http://127.0.0.1:3141/slack/interactions" autocomplete="off" spellcheck="false"></label>
      <button class="chief">Save</button>
    </form>
    <p class="note">Buttons, windows and ${commands.map(({ command }) => command).join(', ')} go there, or over Socket Mode while that is on.</p>`;
}

function installView(desk: PageDesk): Markup {
  const { requests, settings } = desk.oauth;
  const { enterpriseName } = desk.world.team.current;
  const { isOrgInstall, isGranted } = desk.app;
  return html`<p>${isOrgInstall ? `For the whole organisation, ${isGranted ? 'and let into this workspace' : 'not yet let into this workspace'}.` : 'In this workspace.'}</p>
    ${requests.length > 0 ? html`<p>${requests.length === 1 ? 'Somebody asks' : `${requests.length} people ask`} to install it.</p>` : ''}
    <div class="row">
      ${settings.needsApproval ? html`<form method="post" action="/page/act/approve"><button class="chief">Approve as an admin</button></form>` : ''}
      ${isOrgInstall ? html`<form method="post" action="/page/act/grant"><input type="hidden" name="on" value="${isGranted ? 'no' : 'yes'}"><button>${isGranted ? 'Take it out of this workspace' : 'Let it into this workspace'}</button></form>` : ''}
      <form method="post" action="/page/act/organisation"><input type="hidden" name="on" value="${enterpriseName ? 'no' : 'yes'}"><button>${enterpriseName ? 'Leave the organisation' : 'Join an organisation'}</button></form>
      <form method="post" action="/page/act/uninstall"><button data-sure="All its tokens die. Really?">Remove the app</button></form>
    </div>
    <p class="note">The workspace is ${enterpriseName ? `part of ${enterpriseName}` : 'in no organisation'}.</p>`;
}

function socketsView(desk: PageDesk): Markup {
  const { mode, connections } = desk.sockets;
  const isOn = mode === 'on';
  return html`<form class="row" method="post" action="/page/act/socket-mode"><span class="state ${isOn ? 'good' : 'off'}">${isOn ? '● On' : '○ Off'}</span>
      <input type="hidden" name="on" value="${isOn ? 'no' : 'yes'}"><button>Turn it ${isOn ? 'off' : 'on'}</button></form>
    ${mode === 'undecided' ? html`<p class="note">It turns itself on when the app first connects.</p>` : ''}
    ${
      connections.length === 0
        ? html`<p class="note">No connection.</p>`
        : html`<ul class="people">${connections.map(
            (connection) =>
              html`<li><span><code>${connection.id}</code> since ${clockTime(connection.since)}, ${connection.acknowledged} acknowledged${connection.isLeaving ? ', leaving' : ''}</span></li>`,
          )}</ul>
      <form class="row" method="post" action="/page/act/end-sockets"><button name="how" value="refresh">Refresh them</button> <button name="how" value="cut">Break them</button></form>`
    }`;
}

const secretRows = (desk: PageDesk): [label: string, value: string][] => [
  ['Bot token', desk.botToken],
  ['App-level token', desk.appToken],
  ['Signing secret', desk.signingSecret],
  ['Client ID', desk.oauth.clientId],
  ['Client secret', desk.oauth.clientSecret],
  ['API address', desk.apiUrl],
];

function tokensView(desk: PageDesk): Markup {
  return html`<ul class="secrets">${secretRows(desk).map(
    ([label, value]) =>
      html`<li><span>${label}</span> <code>${value}</code> <button type="button" data-copy="${value}" aria-label="Copy the ${label.toLowerCase()}">Copy</button></li>`,
  )}</ul>
    <form method="post" action="/page/act/rotate-token"><button data-sure="The old one dies. Really?">Replace the bot token</button></form>
    <p class="note">These open nothing but this sandbox.</p>`;
}

function switchesView(desk: PageDesk): Markup {
  return html`<ul class="switches">${desk.switches.all.map(
    ({ id, label, effect, isOn }) =>
      html`<li${isOn ? html` class="on"` : ''}><form method="post" action="/page/act/break"><input type="hidden" name="switch" value="${id}"><input type="hidden" name="on" value="${isOn ? 'no' : 'yes'}">
        <button role="switch" aria-checked="${isOn ? 'true' : 'false'}"><b>${label}</b> <span class="state ${isOn ? 'bad' : 'off'}">${isOn ? '● on' : '○ off'}</span></button></form><p class="note">${effect}</p></li>`,
  )}</ul>`;
}

const clockTime = (ms: number): string => `${new Date(ms).toISOString().slice(11, 19)} UTC`;
