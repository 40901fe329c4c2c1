import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson, setUpOwner, type TestPerson } from '../../testing/test-person.ts';
import { recordAudit } from '../audit/record-audit.ts';

let server: TestServer;
let olga: TestPerson;
beforeAll(async () => {
  server = await startTestServer();
  olga = await setUpOwner(server);
});
afterAll(() => server.close());

const code = async (answer: Response) => {
  if (answer.ok) return String(answer.status);
  return `${answer.status} ${((await answer.json()) as { error_code: string }).error_code}`;
};
const wanted = { name: 'Night robot!', scopes: null, capabilities: ['scope.read.*'] };
interface Made {
  token: string;
  jti: string;
  actor: string;
}
const make = async (who: TestPerson, body: object = {}) => {
  const answer = await who.call('POST', '/v1/api-tokens', { ...wanted, ...body });
  if (!answer.ok) return code(answer);
  return (await answer.json()) as Made;
};

test('[MEM-6] an API token is shown once, works, and dies when it is revoked', async () => {
  const made = (await make(olga)) as Made;
  expect(made).toMatchObject({
    name: 'Night robot!',
    actor: 'service:night-robot',
    scopes: ['org:acme'],
    private_channels: false,
    created_by: 'Olga Owner',
    revoked_at: null,
  });
  const robot = server.identity(made.token, made.actor, 'org:acme');
  expect(await code(await robot.call('GET', '/v1/scopes/list'))).toBe('200');
  expect(await code(await robot.call('GET', '/v1/members'))).toBe('403 POLICY_DENIED');
  const list = await (await olga.call('GET', '/v1/api-tokens')).text();
  expect(list).toContain(made.jti);
  expect(list).not.toContain(made.token);
  for (const expected of ['204', '204'])
    expect(await code(await olga.call('DELETE', `/v1/api-tokens/${made.jti}`))).toBe(expected);
  expect(await code(await robot.call('GET', '/v1/scopes/list'))).toBe('401 TOKEN_REVOKED');
  expect(await (await olga.call('GET', '/v1/api-tokens')).json()).toMatchObject({
    items: [{ jti: made.jti, revoked_at: expect.stringMatching(/^\d{4}-/) }],
  });
});

test('[MEM-6] a token has no more than its maker, knows its words, and needs a person', async () => {
  const ada = await invitePerson(server, olga, {
    email: 'ada@example.com',
    role: 'admin',
    scopes: ['org:acme/team:a'],
  });
  expect(await make(ada, { scopes: ['org:acme'] })).toBe('403 POLICY_DENIED');
  expect(await make(ada, { capabilities: ['tenant.manage'] })).toBe('403 POLICY_DENIED');
  expect(await make(ada, { capabilities: ['scope.reed'] })).toBe('422 INVALID_BODY');
  expect(await make(ada, { capabilities: ['*'] })).toBe('422 INVALID_BODY');
  expect(await make(ada, { days: 0 })).toBe('422 INVALID_BODY');
  expect(await make(ada)).toMatchObject({ scopes: ['org:acme/team:a'] });
  const manager = (await make(olga, { capabilities: ['auth.mint', 'members.manage'] })) as Made;
  const robot = server.identity(manager.token, manager.actor, 'org:acme');
  expect(await code(await robot.call('POST', '/v1/api-tokens', wanted))).toBe('403 POLICY_DENIED');
  const someone = { email: 'x@example.com', role: 'viewer' };
  expect(await code(await robot.call('POST', '/v1/invitations', someone))).toBe(
    '403 POLICY_DENIED',
  );
  // a session makes API tokens, never bare ones
  const bare = await olga.call('POST', '/v1/auth/tokens', { subject: 'user:x' });
  expect(await code(bare)).toBe('403 POLICY_DENIED');
});

test('[SEC-2] a token of one part sees the audit of that part, and nothing about people', async () => {
  const narrow = (await make(olga, {
    scopes: ['org:acme/team:a'],
    capabilities: ['audit.read'],
  })) as Made;
  for (const scope of ['org:acme/team:a/x:y', 'org:acme/team:ab'])
    await recordAudit(server.pool, Date.now(), {
      ...{ tenant: olga.tenant, actor: 'user:x', endpoint: 'test', scope },
    });
  const robot = server.identity(narrow.token, narrow.actor, 'org:acme');
  const page = (await (await robot.call('GET', '/v1/audit')).json()) as {
    items: { scope: string }[];
  };
  expect(page.items.map(({ scope }) => scope)).toEqual(['org:acme/team:a/x:y']);
});

test('[MEM-6] whoever was lowered a moment ago, in another process, mints no more than is left', async () => {
  const sam = await invitePerson(server, olga, { email: 'sam@example.com', role: 'owner' });
  const wide = { capabilities: ['tenant.manage'] };
  expect(await make(sam, wide)).toMatchObject({ capabilities: ['tenant.manage'] });
  // this process still holds what it knew of the session
  await server.pool.query(`update member set role = 'admin' where person = $1`, [sam.id]);
  expect(await make(sam, wide)).toBe('403 POLICY_DENIED');
  await server.pool.query(`delete from member where person = $1`, [sam.id]);
  expect(await make(sam)).toBe('403 POLICY_DENIED');
});

test('[MGD-6] a token reads private channels only when its maker said so, and its children no more', async () => {
  const reads = async (made: Made) => (await server.ctx.tokens.verify(made.token)).privateChannels;
  const closed = (await make(olga, { capabilities: ['auth.mint', 'scope.read.*'] })) as Made;
  expect(await reads(closed)).toEqual([]);
  expect(await reads((await make(olga, { private_channels: true })) as Made)).toBe('all');
  const minted = await server
    .identity(closed.token, closed.actor, 'org:acme')
    .call('POST', '/v1/auth/tokens', { subject: 'service:child' });
  expect(await reads((await minted.json()) as Made)).toEqual([]);
  // tokens of memories that one person runs, also those of before the claim
  expect((await server.ctx.tokens.verify((await server.signup()).token)).privateChannels).toBe(
    'all',
  );
});

test('[SEC-2] tokens of another organisation are neither seen nor ended', async () => {
  const made = (await make(olga)) as Made;
  const second = await olga.call('POST', '/v1/tenants', { name: 'Acme' });
  const { id, root_scope } = (await second.json()) as { id: string; root_scope: string };
  expect(root_scope).toBe('org:acme-2');
  const there = { 'x-belay-tenant': id };
  expect(await (await olga.call('GET', '/v1/api-tokens', undefined, there)).json()).toEqual({
    items: [],
  });
  const ended = await olga.call('DELETE', `/v1/api-tokens/${made.jti}`, undefined, there);
  expect(await code(ended)).toBe('404 NOT_FOUND');
  expect((await server.ctx.tokens.verify(made.token)).jti).toBe(made.jti);
});
