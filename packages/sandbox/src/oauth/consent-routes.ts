import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { allBotScopes } from '../app-scopes.ts';
import { Form } from '../page/act/form.ts';
import { isOwnPage } from '../page/act/same-origin.ts';
import { nothingPage } from '../page/nothing-page.ts';
import type { PageDesk } from '../page/page-desk.ts';
import { peopleOf } from '../page/person.ts';
import { visitorOf } from '../page/visitor.ts';
import { consentPage, waitingPage } from './consent-page.ts';
import type { OAuth } from './oauth.ts';

/** What an app asks for, from the address of the consent page. */
export interface Wish {
  scopes: string[];
  userScopes: string[];
  redirectUri: string;
  /** whether the app named it: then it must name it again */
  isNamed: boolean;
  state: string;
}

type Env = { Bindings: HttpBindings };

/** `/oauth/v2/authorize`: the page on which a person lets the app in, or does not. */
export function consentRoutes(desk: PageDesk, oauth: OAuth): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get('/oauth/v2/authorize', (c) => {
    const wish = wishOf(oauth, c.req.query());
    if (typeof wish === 'string') return c.html(nothingPage(wish), 400);
    headers(c, wish);
    const me = visitorOf(c, desk);
    if (!me) return c.html(nothingPage('Nobody is here who could let an app in.'), 400);
    return c.html(consentPage(desk, oauth, wish, me));
  });

  routes.post('/oauth/v2/authorize', async (c) => {
    if (!isOwnPage(c.req.raw, desk.url))
      return c.html(nothingPage('Only the sandbox’s own pages may do that.'), 403);
    const wish = wishOf(oauth, c.req.query());
    if (typeof wish === 'string') return c.html(nothingPage(wish), 400);
    headers(c, wish);
    const form = new Form(await c.req.formData());
    const person = peopleOf(desk.world).find(({ id }) => id === form.text('as'));
    if (!person) return c.html(nothingPage('You are nobody who is here.'), 422);
    const back = new URL(wish.redirectUri);
    if (wish.state) back.searchParams.set('state', wish.state);
    if (form.text('answer') !== 'allow') back.searchParams.set('error', 'access_denied');
    else if (!oauth.mayInstall(person.id)) {
      oauth.ask(person.id);
      return c.html(waitingPage(desk));
    } else {
      const isOrg =
        form.text('where') === 'org' && desk.world.team.current.enterpriseId !== undefined;
      const { scopes, userScopes, redirectUri, isNamed } = wish;
      const code = oauth.consent({
        userId: person.id,
        scopes,
        userScopes,
        redirectUri: isNamed ? redirectUri : undefined,
        isOrg,
      });
      back.searchParams.set('code', code);
    }
    return c.redirect(back.href, 302);
  });
  return routes;
}

/** The form's answer leads back to the app: browsers ask for leave for that, too. */
function headers(c: Context, wish: Wish): void {
  const { origin } = new URL(wish.redirectUri);
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${origin}; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header('referrer-policy', 'same-origin');
  c.header('x-content-type-options', 'nosniff');
}

/** What is asked, or why that can't be: Slack's name for it, in a sentence. */
function wishOf(oauth: OAuth, query: Record<string, string>): Wish | string {
  if (query.client_id !== oauth.clientId) return 'No app has this client id (invalid_client_id).';
  const redirectUri = query.redirect_uri ?? oauth.settings.redirectUrls[0];
  if (!redirectUri || !mayReturnTo(oauth, redirectUri))
    return 'The app may not send people to this address (bad_redirect_uri).';
  const scopes = listOf(query.scope);
  const userScopes = listOf(query.user_scope);
  if (scopes.length + userScopes.length === 0) return 'The app asks for nothing (no_scopes).';
  const unknown = [...scopes, ...userScopes].filter((scope) => !allBotScopes.includes(scope));
  if (unknown.length > 0) return `There is no scope ${unknown.join(', ')} (invalid_scope).`;
  const isNamed = query.redirect_uri !== undefined;
  return { scopes, userScopes, redirectUri, isNamed, state: query.state ?? '' };
}

const listOf = (value = ''): string[] => value.split(/[,\s]+/).filter(Boolean);

/** Equal to a registered address or below it, without a fragment, and safe on its way. */
function mayReturnTo({ settings }: OAuth, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.hash !== '' || (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')))
    return false;
  if (settings.redirectUrls.length === 0) return true;
  return settings.redirectUrls.some((registered) => {
    const base = new URL(registered);
    const path = base.pathname.replace(/\/$/, '');
    return (
      base.origin === url.origin &&
      (url.pathname === base.pathname ||
        url.pathname === path ||
        url.pathname.startsWith(`${path}/`))
    );
  });
}
