import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { covers } from '../auth/capabilities.ts';
import { roleCapabilities } from '../auth/roles.ts';
import { type Operation, operations } from '../openapi/operations.ts';
import { bodyOf, missingRefs, pathOf, queryOf, type Refs } from './testing/route-refs.ts';
import {
  secrets,
  type WalkedOrganisation,
  walkedOrganisation,
} from './testing/walked-organisation.ts';

let acme: WalkedOrganisation;
let before: string;
beforeAll(async () => {
  acme = await walkedOrganisation();
  before = await acme.snapshot();
});
afterAll(() => acme.close());

/** Routes that any caller may ask about what is their own. */
const ofAnyCaller = new Set([
  '/v1/auth/whoami',
  '/v1/auth/revoke',
  '/v1/answer',
  '/v1/experience/by-idempotency-key/{key}',
  '/v1/experience/status',
]);
/** Asks a session to send a token instead. */
const ofTokensOnly = '/v1/auth/tokens';

const served = operations.filter((operation) => operation.served);
const guarded = served.filter(({ open, visitor }) => !open && !visitor);
const ofVisitors = served.filter(({ visitor }) => visitor);
const inTenant = guarded.filter(({ session }) => !session);
const capable = inTenant.filter(({ needs }) => needs !== undefined);
const unsafe = guarded.filter(({ method }) => method !== 'get');
const named = (list: Operation[]) =>
  list.map(
    (operation) => [`${operation.method.toUpperCase()} ${operation.path}`, operation] as const,
  );

type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string | undefined>,
) => Promise<Response>;
interface Answer {
  status: number;
  text: string;
  error: Partial<ErrorBody>;
}

async function ask(
  call: Call,
  { method, path }: Operation,
  refs: Refs,
  headers = {},
): Promise<Answer> {
  const body = method === 'get' || method === 'delete' ? undefined : bodyOf(path, refs);
  const answer = await call(
    method.toUpperCase(),
    pathOf(path, refs) + queryOf(path, refs),
    body,
    headers,
  );
  // a stream has no end to wait for
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (isStream) await answer.body?.cancel();
  const text = isStream ? '' : await answer.text();
  const isError = answer.status >= 400 && answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, text, error: isError ? JSON.parse(text) : {} };
}
const bare: Call = (method, path, body, headers) =>
  fetch(acme.server.url + path, {
    method,
    // where an answer leads to is the public address, which no test has
    redirect: 'manual',
    headers: Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value ? [[name, value] as [string, string]] : [],
    ),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test('[SEC-2] every route says who may call it', () => {
  const silent = inTenant.filter(
    ({ needs, path }) => needs === undefined && !ofAnyCaller.has(path),
  );
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test.each(named(guarded))(
  '[SEC-2] %s without credentials, and with broken ones',
  async (_, operation) => {
    const cookie = acme.owner.cookie;
    for (const headers of [
      {},
      { authorization: 'Bearer v4.public.x', 'x-cortex-actor': 'user:x' },
      { authorization: 'Basic eDp5' },
      { authorization: `Bearer ${acme.speaker.token}`, 'x-belay-tenant': acme.owner.tenant },
      {
        cookie: `${cookie.slice(0, -8)}AAAAAAAA`,
        'x-belay-tenant': acme.owner.tenant,
        origin: acme.server.url,
      },
    ])
      expect((await ask(bare, operation, acme.refs, headers)).status).toBe(401);
  },
);

test.each(named(guarded))(
  '[SEC-2] %s by others shows and touches nothing, and does not tell what exists',
  async (_, operation) => {
    const { rival, fleeting, stranger, owner } = acme;
    const caller = operation.session ? fleeting : rival;
    const others: [string, Call][] = [
      ['another tenant’s token', stranger.call],
      ['another tenant’s session', caller.call],
      [
        'a session in a tenant that is not theirs',
        (method, path, body) => caller.call(method, path, body, { 'x-belay-tenant': owner.tenant }),
      ],
    ];
    for (const [who, call] of others) {
      const real = await ask(call, operation, acme.refs);
      const missing = await ask(call, operation, missingRefs);
      expect([who, real.status, real.error.error_code]).toEqual([
        who,
        missing.status,
        missing.error.error_code,
      ]);
      expect(real.status).not.toBe(500);
      for (const secret of secrets) expect(real.text).not.toContain(secret);
      if (who.startsWith('a session in') && !operation.session) expect(real.status).toBe(403);
    }
  },
);

test.each(named(capable))(
  '[SEC-2] %s by a viewer, and by a token that may nothing of it',
  async (_, operation) => {
    const needs = String(operation.needs);
    for (const [call, has] of [
      [acme.viewer.call, roleCapabilities.viewer],
      [acme.robot.call, ['audit.read']],
    ] as [Call, readonly string[]][]) {
      const answer = await ask(call, operation, acme.refs);
      if (has.some((granted) => covers(granted, needs))) {
        expect([401, 403]).not.toContain(answer.status);
        continue;
      }
      expect([answer.status, answer.error.error_code]).toEqual([403, 'POLICY_DENIED']);
      // what the viewer lacks is what the table says
      const asked = String(answer.error.details?.capability);
      if (call === acme.viewer.call) expect([needs, covers(needs, asked)]).toEqual([needs, true]);
    }
  },
);

test.each(named(inTenant))('[SEC-2] %s by a session needs X-Belay-Tenant', async (_, operation) => {
  const answer = await ask(acme.owner.call, operation, acme.refs, { 'x-belay-tenant': undefined });
  expect([answer.status, answer.error.details?.field]).toEqual([422, 'X-Belay-Tenant']);
});

test.each(named(guarded.filter(({ path }) => path.includes('{'))))(
  '[SEC-2] %s with ids that were made to break it',
  async (_, operation) => {
    for (const id of ['\0', "' or '1'='1", '../../me', 'x'.repeat(5000), '\u{1f4a5}', '%']) {
      const hostile = Object.fromEntries(Object.keys(missingRefs).map((name) => [name, id]));
      const call = operation.session ? acme.fleeting.call : acme.owner.call;
      const answer = await ask(call, operation, { ...missingRefs, ...hostile });
      expect([id, answer.status]).toEqual([
        id,
        expect.toBeOneOf([400, 404, 410, 414, 415, 422, 431]),
      ]);
    }
  },
);

test.each(named(unsafe))('[SEC-4] %s from another site is refused', async (_, operation) => {
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const answer = await ask(acme.owner.call, operation, acme.refs, { origin });
    expect([answer.status, answer.error.details?.decided_by_tier]).toEqual([403, 'origin']);
  }
});

test.each(named(served.filter(({ open }) => open)))(
  '[SEC-2] %s is open, and shows nothing of anybody',
  async (_, operation) => {
    const answer = await ask(bare, operation, acme.refs);
    expect([401, 403]).not.toContain(answer.status);
    if (operation.method === 'get') expect([200, 302]).toContain(answer.status);
    for (const secret of secrets) expect(answer.text).not.toContain(secret);
  },
);

test.each(named(ofVisitors))(
  '[DSK-9] %s without a visitor’s token, and with what opens other doors',
  async (_, operation) => {
    const { owner, robot, speaker } = acme;
    for (const headers of [
      {},
      { authorization: `Bearer ${speaker.token.slice(0, -4)}AAAA` },
      { authorization: `Basic ${speaker.token}` },
      { cookie: `token=${speaker.token}` },
      { cookie: owner.cookie, 'x-belay-tenant': owner.tenant, origin: acme.server.url },
      { authorization: `Bearer ${robot.token}`, 'x-cortex-actor': robot.actor },
    ])
      expect((await ask(bare, operation, acme.refs, headers)).status).toBe(401);
    const inAddress: Call = (method, path, body) =>
      bare(method, `${path}${path.includes('?') ? '&' : '?'}token=${speaker.token}`, body);
    expect((await ask(inAddress, operation, acme.refs)).status).toBe(401);
  },
);

test.each(named(ofVisitors))(
  '[SEC-2] %s by other visitors shows and touches nothing, and does not tell what exists',
  async (_, operation) => {
    for (const other of acme.otherVisitors) {
      const real = await ask(other.call, operation, acme.refs);
      const missing = await ask(other.call, operation, missingRefs);
      expect([real.status, real.error.error_code]).toEqual([
        missing.status,
        missing.error.error_code,
      ]);
      if (operation.path.includes('{')) expect(real.status).toBe(404);
      for (const secret of secrets) expect(real.text).not.toContain(secret);
    }
  },
);

test.each(named(ofVisitors.filter(({ method }) => method !== 'get')))(
  '[SEC-4] %s from another site is refused, though the token is right',
  async (_, operation) => {
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await ask(acme.speaker.call, operation, acme.refs, { origin });
      expect([answer.status, answer.error.details?.decided_by_tier]).toEqual([403, 'origin']);
    }
  },
);

test('[SEC-2] after all of that the organisation is as it was, row by row', async () => {
  expect(before).toContain('swordfish');
  expect(await acme.snapshot()).toBe(before);
});

test.each(named(ofVisitors.filter(({ path }) => path.includes('{'))))(
  '[SEC-2] %s by a visitor, with ids that were made to break it',
  async (_, operation) => {
    const { call } = await acme.visit();
    for (const id of ['\0', "' or '1'='1", '../../me', 'x'.repeat(5000), '\u{1f4a5}', '%']) {
      const hostile = Object.fromEntries(Object.keys(missingRefs).map((name) => [name, id]));
      const answer = await ask(call, operation, { ...missingRefs, ...hostile });
      expect([id, answer.status]).toEqual([id, expect.toBeOneOf([400, 404, 414, 431])]);
    }
  },
);

test.each(named(ofVisitors))('[SEC-4] %s by a blocked visitor is refused', async (_, operation) => {
  const { call, session } = await acme.visit();
  const path = `/v1/desk/visitors/${session.visitor.id}/block`;
  expect((await acme.owner.call('POST', path, { reason: 'x' })).status).toBe(200);
  const answer = await ask(call, operation, acme.refs);
  expect([answer.status, answer.error.details?.reason]).toEqual([403, 'blocked']);
});

test.each(named(ofVisitors))(
  '[DSK-9] %s is open to the visitor whose it is',
  async (_, operation) => {
    const answer = await ask(acme.speaker.call, operation, acme.refs);
    expect([answer.status, answer.text]).not.toEqual([
      expect.toBeOneOf([401, 403, 404, 429, 500]),
      expect.anything(),
    ]);
  },
);

// last: what its owner may, they do
test.each(named(inTenant))('[SEC-2] %s is open to the owner’s session', async (_, operation) => {
  const answer = await ask(acme.owner.call, operation, acme.refs);
  if (operation.path === ofTokensOnly) expect(answer.status).toBe(403);
  else
    expect([answer.status, answer.text]).not.toEqual([
      expect.toBeOneOf([401, 403, 500]),
      expect.anything(),
    ]);
});
