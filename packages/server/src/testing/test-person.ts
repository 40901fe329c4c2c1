import type { Role } from '@belay/contract/people';
import { setupLink } from '../auth/setup/setup-link.ts';
import type { TestServer } from './start-test-server.ts';

export const testPassword = 'a long enough password';

export interface TestPerson {
  email: string;
  cookie: string;
  /** their first organisation */
  tenant: string;
  /** a call with the session's cookie, from a page of ours, in `tenant` unless `headers` say otherwise */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string | undefined>,
  ): Promise<Response>;
}

/** The first owner of a fresh server, through the printed link. */
export async function setUpOwner(
  server: Pick<TestServer, 'url' | 'ctx'>,
  { email = 'olga@example.com', organisation = 'Acme' } = {},
): Promise<TestPerson> {
  const link = await setupLink(server.ctx);
  const answer = await fetch(`${server.url}/v1/setup`, {
    method: 'POST',
    body: JSON.stringify({
      token: tokenOf(link),
      name: 'Olga Owner',
      email,
      password: testPassword,
      organisation,
    }),
  });
  if (answer.status !== 201) throw new Error(`setup: ${answer.status} ${await answer.text()}`);
  return personOf(server, email, cookieOf(answer));
}

/** Whoever holds this cookie. */
export async function personOf(
  server: Pick<TestServer, 'url'>,
  email: string,
  cookie: string,
): Promise<TestPerson> {
  const me = await fetch(`${server.url}/v1/me`, { headers: { cookie } });
  const { tenants } = (await me.json()) as { tenants: { id: string }[] };
  const tenant = tenants[0]?.id ?? '';
  return {
    email,
    cookie,
    tenant,
    call(method, path, body, headers = {}) {
      const all: Record<string, string | undefined> = {
        cookie,
        origin: server.url,
        'x-belay-tenant': tenant,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      };
      const sent = Object.entries(all).filter(
        (header): header is [string, string] => header[1] !== undefined,
      );
      return fetch(server.url + path, {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
  };
}

/** A session of its own for somebody who has an account. */
export async function signIn(
  server: TestServer,
  email: string,
  password = testPassword,
): Promise<TestPerson> {
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return personOf(server, email, cookieOf(answer));
}

/** What a browser would send back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The secret part of a link. */
export function tokenOf(link: string | undefined): string {
  return new URLSearchParams(link?.split('#')[1]).get('token') ?? '';
}

/** Somebody invited by `owner`, with an account made for it. */
export async function invitePerson(
  server: TestServer,
  owner: TestPerson,
  body: {
    email: string;
    role: Role;
    scopes?: string[] | null;
    private_channels?: 'all' | string[];
  },
): Promise<TestPerson & { id: string }> {
  const invited = await owner.call('POST', '/v1/invitations', body);
  if (invited.status !== 201) throw new Error(`invite: ${invited.status} ${await invited.text()}`);
  const { link } = (await invited.json()) as { link: string };
  const accepted = await fetch(`${server.url}/v1/invitations/accept`, {
    method: 'POST',
    body: JSON.stringify({ token: tokenOf(link), name: body.email, password: testPassword }),
  });
  if (accepted.status !== 201) throw new Error(`accept: ${accepted.status}`);
  const person = await personOf(server, body.email, cookieOf(accepted));
  const me = (await (await person.call('GET', '/v1/me')).json()) as { user: { id: string } };
  return { ...person, id: me.user.id };
}
