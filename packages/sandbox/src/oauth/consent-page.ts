import { html } from 'hono/html';
import type { Markup } from '../page/markup.ts';
import type { PageDesk } from '../page/page-desk.ts';
import { nameOf, peopleOf } from '../page/person.ts';
import type { User } from '../world/model.ts';
import type { Wish } from './consent-routes.ts';
import type { OAuth } from './oauth.ts';

/** What the app wants to do here, and a yes or no. It works without script. */
export function consentPage(desk: PageDesk, oauth: OAuth, wish: Wish, me: User): Markup {
  const { name } = desk.app;
  const { needsApproval } = oauth.settings;
  return frame(
    `Let ${name} in?`,
    html`<h1>${name} asks to come into this workspace</h1>
    <form method="post" class="stack">
      <label>You are <select name="as">${peopleOf(desk.world).map(
        (user) =>
          html`<option value="${user.id}"${user.id === me.id ? html` selected` : ''}>${nameOf(user)}${user.isAdmin ? ', admin' : ''}</option>`,
      )}</select></label>
      ${placeChoice(desk)}
      ${scopeList(`${name} will be able to`, wish.scopes)}
      ${scopeList(`${name} will be able to act as you`, wish.userScopes)}
      <p class="note">It answers at <code>${new URL(wish.redirectUri).origin}</code>.</p>
      ${needsApproval ? html`<p class="note">In this workspace an admin must approve apps first. Anybody else’s Allow asks one.</p>` : ''}
      <div class="row"><button name="answer" value="cancel">Cancel</button><span class="grow"></span><button class="chief" name="answer" value="allow">Allow</button></div>
    </form>`,
  );
}

/** The request went to the admins: nothing is installed yet. */
export const waitingPage = (desk: PageDesk): Markup =>
  frame(
    'An admin is asked',
    html`<h1>An admin of ${desk.world.team.current.name} is asked</h1>
    <p>Nothing is installed yet. Once an admin has approved ${desk.app.name} in the <a href="/app">app settings</a>, begin again where you came from.</p>`,
  );

function placeChoice(desk: PageDesk): Markup {
  const { name, enterpriseId, enterpriseName } = desk.world.team.current;
  return html`<label>Where <select name="where"><option value="team">${name}, this workspace</option>${
    enterpriseId
      ? html`<option value="org">${enterpriseName ?? enterpriseId}, the whole organisation</option>`
      : ''
  }</select></label>`;
}

const scopeList = (title: string, scopes: readonly string[]): Markup | '' =>
  scopes.length === 0
    ? ''
    : html`<section><h2>${title}</h2><ul class="scopes">${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul></section>`;

const frame = (title: string, body: Markup): Markup => html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Sandbox</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/page/sandbox.css">
  <link rel="stylesheet" href="/page/settings.css">
  <link rel="stylesheet" href="/page/cards.css">
</head>
<body><main id="main" class="wide consent"><section class="card">${body}</section></main></body>
</html>`;
