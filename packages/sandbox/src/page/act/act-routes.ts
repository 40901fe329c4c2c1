import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { setCookie } from 'hono/cookie';
import { nothingPage } from '../nothing-page.ts';
import type { PageDesk } from '../page-desk.ts';
import { peopleOf } from '../person.ts';
import { personCookie } from '../visitor.ts';
import type { Chore, Deed, Outcome } from './deed.ts';
import { Form } from './form.ts';
import * as app from './manage-app.ts';
import { Refusal } from './refusal.ts';
import * as rooms from './rooms.ts';
import { isOwnPage } from './same-origin.ts';
import * as talk from './talk.ts';
import * as use from './use-app.ts';

const deeds = new Map<string, Deed>(
  Object.entries({
    be: rooms.be,
    'new-channel': rooms.makeChannel,
    rename: rooms.renameChannel,
    join: rooms.join,
    invite: rooms.invite,
    remove: rooms.removeMember,
    convert: rooms.convert,
    archive: rooms.archive,
    unarchive: rooms.unarchive,
    post: talk.post,
    edit: talk.edit,
    delete: talk.remove,
    react: talk.react,
    press: use.press,
    'submit-view': use.submitView,
    'close-view': use.closeView,
    restrict: rooms.restrict,
  }),
);

const chores = new Map<string, Chore>(
  Object.entries({
    'new-person': rooms.makePerson,
    'request-url': app.setRequestUrl,
    'interactivity-url': app.setInteractivityUrl,
    approve: app.approve,
    organisation: app.joinOrganisation,
    grant: app.grant,
    uninstall: app.uninstall,
    events: app.switchEvents,
    'socket-mode': app.switchSockets,
    'end-sockets': app.endSockets,
    'rotate-token': app.rotateToken,
    break: app.breakSlack,
    mend: app.mendSlack,
  }),
);

/** `POST /page/act/<deed>`: what visitors do. `told` hears of everything that was done. */
export function actRoutes(desk: PageDesk, told: () => void): Hono {
  const routes = new Hono();
  routes.use(
    '/page/act/*',
    bodyLimit({
      maxSize: talk.largestFile + 64 * 1024,
      onError: (c) => refuse(c, 'That is larger than 10 MiB. Choose a smaller file.', 413),
    }),
  );
  routes.post('/page/act/:deed', async (c) => {
    const name = c.req.param('deed');
    if (!isOwnPage(c.req.raw, desk.url))
      return refuse(c, 'Only the sandbox’s own pages may do that.', 403);
    const data = await c.req.formData().catch(() => undefined);
    if (!data) return refuse(c, 'This is no form.', 400);
    try {
      const outcome = await doDeed(desk, name, new Form(data));
      return await done(c, outcome ?? {});
    } catch (error) {
      if (error instanceof Refusal) return refuse(c, error.message, 422);
      throw error;
    } finally {
      // a refused one may have changed something too: a request URL that is not verified
      told();
    }
  });
  return routes;
}

function doDeed(desk: PageDesk, name: string, form: Form) {
  const chore = chores.get(name);
  if (chore) return chore({ desk, form });
  const deed = deeds.get(name);
  if (!deed) throw new Refusal('There is no such thing to do.');
  const person = peopleOf(desk.world).find(({ id }) => id === form.text('as'));
  if (!person) throw new Refusal('You are nobody who is here. Choose who you are first.');
  return deed({ desk, person, form });
}

/** Scripts say so: they are answered in words and stay on their page. */
const isScript = (c: Context): boolean => c.req.header('x-sandbox-script') === '1';

async function done(c: Context, { go, be }: Outcome): Promise<Response> {
  if (be !== undefined)
    setCookie(c, personCookie, be, { httpOnly: true, sameSite: 'Strict', path: '/' });
  const to = go !== undefined && /^\/(c|channels|app|home)\b/.test(go) ? go : undefined;
  if (isScript(c)) return c.json({ go: to ?? null, again: be !== undefined });
  return c.redirect(to ?? cameFrom(c), 303);
}

function cameFrom(c: Context): string {
  const referrer = c.req.header('referer') ?? '';
  if (!URL.canParse(referrer)) return '/';
  const { pathname, search } = new URL(referrer);
  return pathname.startsWith('//') ? '/' : pathname + search;
}

async function refuse(
  c: Context,
  sentence: string,
  status: 400 | 403 | 413 | 422,
): Promise<Response> {
  if (isScript(c)) return c.text(sentence, status);
  return c.html(await nothingPage(sentence, { href: cameFrom(c), words: 'Go back' }), status);
}
