import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../testing/start-test-server.ts';
import { createTokens } from './tokens.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

const code = async (response: Response) => {
  const body = (await response.json()) as { error_code: string };
  return `${response.status} ${body.error_code}`;
};
const whoami = (headers: Record<string, string>) =>
  fetch(`${server.url}/v1/auth/whoami`, { headers });

test('[MEM-6] each way of not proving who calls has its own code', async () => {
  const auth = (token: string) => ({
    authorization: `Bearer ${token}`,
    'x-cortex-actor': ann.actor,
  });
  expect(await code(await whoami({}))).toBe('401 MISSING_TOKEN');
  expect(await code(await whoami(auth('v4.public.nonsense')))).toBe('401 INVALID_TOKEN_SIGNATURE');
  expect(await code(await whoami(auth(`${ann.token.slice(0, -3)}AAA`)))).toBe(
    '401 INVALID_TOKEN_SIGNATURE',
  );
  expect(await code(await whoami({ authorization: `Bearer ${ann.token}` }))).toBe(
    '401 ACTOR_MISMATCH',
  );
  const other = { ...auth(ann.token), 'x-cortex-actor': 'user:somebody' };
  expect(await code(await whoami(other))).toBe('401 ACTOR_MISMATCH');
  expect((await whoami(auth(ann.token))).status).toBe(200);
});

test('[MEM-6] a token ends at its time, also one that was verified before', async () => {
  let now = Date.now();
  const tokens = await createTokens(server.pool, server.ctx.issuer, () => now);
  const { token } = await tokens.mint({
    tenant: crypto.randomUUID(),
    actor: 'user:x',
    capabilities: [],
    scopes: [],
    ttlMs: 1000,
  });
  expect((await tokens.verify(token)).actor).toBe('user:x');
  now += 1000;
  await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  tokens.close();
});

test('[MEM-6] a minted token never exceeds its parent', async () => {
  const mint = async (who: TestIdentity, body: Record<string, unknown>) => {
    const answer = await who.call('POST', '/v1/auth/tokens', body);
    return {
      status: answer.status,
      ...((await answer.json()) as { token: string; expires_at: string }),
    };
  };
  const subject = 'service:slack-connector';
  const scopes = [`${ann.scope}/source:slack`];
  const made = await mint(ann, {
    subject,
    scopes,
    capabilities: ['scope.write', 'auth.mint'],
    ttl_seconds: 3600,
  });
  expect(made.status).toBe(201);
  const service = server.identity(made.token, subject, scopes[0] as string);
  expect((await mint(service, { subject: 'user:up', scopes: [ann.scope] })).status).toBe(403);
  expect(
    (await mint(service, { subject: 'user:up', scopes, capabilities: ['scope.read.local'] }))
      .status,
  ).toBe(403);
  const child = await mint(service, { subject: 'user:down', scopes, ttl_seconds: 86_400 });
  expect(Date.parse(child.expires_at)).toBeLessThanOrEqual(Date.parse(made.expires_at));
  const item = { modality: 'observation', content: { kind: 'text', text: 'x' } };
  expect((await service.call('POST', '/v1/experience', { ...item, scope: scopes[0] })).status).toBe(
    202,
  );
  const above = await service.call('POST', '/v1/experience', { ...item, scope: ann.scope });
  expect(above.status).toBe(403);
  expect(await above.json()).toMatchObject({
    error_code: 'POLICY_DENIED',
    details: { capability: 'scope.write', decided_by_tier: 'scope', reason: expect.any(String) },
  });
  const spoken = await service.call('POST', '/v1/experience', {
    ...item,
    scope: scopes[0],
    observed_actor: 'user:else',
  });
  expect(await code(spoken)).toBe('403 POLICY_DENIED');
  const beside = await service.call('POST', '/v1/experience', {
    ...item,
    scope: `${scopes[0]}ish`,
  });
  expect(beside.status).toBe(403);
});

test('[MEM-6] a revoked token is dead at once, and only its own tenant can revoke it', async () => {
  const minted = await ann.call('POST', '/v1/auth/tokens', { subject: 'user:temp' });
  const { token, jti } = (await minted.json()) as { token: string; jti: string };
  const temp = server.identity(token, 'user:temp', ann.scope);
  expect((await temp.call('GET', '/v1/auth/whoami')).status).toBe(200);
  const bob = await server.signup();
  expect((await bob.call('POST', '/v1/auth/revoke', { jti })).status).toBe(404);
  expect((await ann.call('POST', '/v1/auth/revoke', { jti, reason: 'done' })).status).toBe(204);
  expect(await code(await temp.call('GET', '/v1/auth/whoami'))).toBe('401 TOKEN_REVOKED');
});

test('[MEM-6] with a token falls all that was minted from it, and nothing beside it', async () => {
  const mint = async (who: TestIdentity, subject: string) => {
    const answer = await who.call('POST', '/v1/auth/tokens', { subject });
    const { token, jti } = (await answer.json()) as { token: string; jti: string };
    return { jti, who: server.identity(token, subject, ann.scope) };
  };
  const parent = await mint(ann, 'service:parent');
  const child = await mint(parent.who, 'service:child');
  const grandchild = await mint(child.who, 'service:grandchild');
  const beside = await mint(ann, 'service:beside');
  const state = async ({ who }: { who: TestIdentity }) => code(await who.call('GET', '/v1/scopes'));
  const before = await state(beside);
  expect((await ann.call('POST', '/v1/auth/revoke', { jti: parent.jti })).status).toBe(204);
  for (const fallen of [parent, child, grandchild])
    expect(await state(fallen)).toBe('401 TOKEN_REVOKED');
  expect(await state(beside)).toBe(before);

  // another process learns it from the database
  const tokens = await createTokens(server.pool, server.ctx.issuer, Date.now);
  await expect(tokens.verify(grandchild.who.token)).rejects.toMatchObject({
    code: 'TOKEN_REVOKED',
  });
  await expect(tokens.verify(beside.who.token)).resolves.toMatchObject({ jti: beside.jti });
  tokens.close();
});

test('[MEM-6] sign-up from elsewhere is off by default; forged headers don’t help', async () => {
  const closed = await startTestServer({ BELAY_SIGNUP: 'off' });
  const answer = await fetch(`${closed.url}/v1/auth/signup`, {
    method: 'POST',
    body: '{}',
    headers: { 'x-forwarded-for': '127.0.0.1' },
  });
  expect(await code(answer)).toBe('403 POLICY_DENIED');
  await closed.close();
});

test('[MEM-6] the answer tells how long the token lives, and warns in its last 72 hours', async () => {
  const fresh = await ann.call('GET', '/v1/auth/whoami');
  expect(Number(fresh.headers.get('x-cortex-token-expires-in'))).toBeGreaterThan(364 * 86_400);
  expect(fresh.headers.get('warning')).toBeNull();
  const minted = await ann.call('POST', '/v1/auth/tokens', {
    subject: 'user:short',
    ttl_seconds: 3600,
  });
  const { token } = (await minted.json()) as { token: string };
  const short = await server
    .identity(token, 'user:short', ann.scope)
    .call('GET', '/v1/auth/whoami');
  expect(short.headers.get('warning')).toContain('199');
});
