import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { cookieOf, personOf, testPassword, tokenOf } from '../../testing/test-person.ts';
import { createOrganisation } from '../people/create-organisation.ts';
import { setupLink } from './setup-link.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const setUp = (token: string, email = 'olga@example.com') =>
  fetch(`${server.url}/v1/setup`, {
    method: 'POST',
    body: JSON.stringify({
      token,
      name: 'Olga',
      email,
      password: testPassword,
      organisation: 'Çeşme & Söhne',
    }),
  });
const needsOwner = async () => (await fetch(`${server.url}/v1/setup`)).json();

test('[SEC-8] the first start’s link makes the owner once, whoever clicks at the same time', async () => {
  expect(await needsOwner()).toEqual({ needs_owner: true });
  await createOrganisation(server.pool, { name: 'Demo', isDemo: true, rootScope: 'org:demo' });

  const old = tokenOf(await setupLink(server.ctx));
  const token = tokenOf(await setupLink(server.ctx));
  expect(token).not.toBe(old);
  expect((await setUp(old)).status).toBe(410);
  expect((await setUp('guessed')).status).toBe(410);

  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((who) => setUp(token, `${who}@Example.com`)),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 410, 410, 410]);
  expect(await needsOwner()).toEqual({ needs_owner: false });
  expect(await setupLink(server.ctx)).toBeUndefined();
  const winner = answers.find((answer) => answer.status === 201) as Response;
  const owner = await personOf(server, '', cookieOf(winner));
  const me = (await (await owner.call('GET', '/v1/me')).json()) as Record<string, unknown>;
  expect(me).toMatchObject({
    user: { name: 'Olga', email: expect.stringMatching(/^[abcd]@example\.com$/) },
    tenants: [
      {
        name: 'Çeşme & Söhne',
        role: 'owner',
        root_scope: 'org:cesme-sohne',
        scopes: null,
        private_channels: 'all',
        is_demo: false,
      },
      { name: 'Demo', role: 'owner', root_scope: 'org:demo', is_demo: true },
    ],
    sandbox: null,
  });
});

test('[SEC-8] whoever runs the server owns the demo that is made after them', async () => {
  const { tenant } = await createOrganisation(server.pool, { name: 'Later', isDemo: true });
  const { rows } = await server.pool.query(
    'select m.role, p.is_operator from member m join person p on p.id = m.person where m.tenant = $1',
    [tenant],
  );
  expect(rows).toEqual([{ role: 'owner', is_operator: true }]);
});

test('[SEC-8] names that nothing can be made of, and names that are taken, get a scope of their own', async () => {
  const scopes = [];
  for (const name of ['日本', '!!!', 'A'.repeat(120), 'a'.repeat(41), 'Ünïcode', 'unicode'])
    scopes.push((await createOrganisation(server.pool, { name })).rootScope);
  const a = `org:${'a'.repeat(40)}`;
  expect(scopes).toEqual([
    'org:organisation',
    'org:organisation-2',
    a,
    `${a}-2`,
    'org:unicode',
    'org:unicode-2',
  ]);
  const taken = createOrganisation(server.pool, { name: 'x', rootScope: 'org:unicode' });
  await expect(taken).rejects.toThrow('org:unicode');
});

test.each([
  { email: 'no e-mail' },
  { email: 'nul\0@example.com' },
  { name: 'nul\0' },
  { name: '\ud800' },
  { name: '   ' },
  { password: 'short' },
  { password: 'x'.repeat(129) },
  { organisation: '' },
  { organisation: ['x'] },
  { token: 7 },
  { role: 'owner' },
])('[SEC-4] setup refuses %j in words', async (change) => {
  const body = {
    token: 'x',
    name: 'O',
    email: 'o@example.com',
    password: testPassword,
    organisation: 'O',
  };
  const answer = await fetch(`${server.url}/v1/setup`, {
    method: 'POST',
    body: JSON.stringify({ ...body, ...change }),
  });
  expect(await answer.json()).toMatchObject({
    error_code: 'INVALID_BODY',
    details: { field: Object.keys(change)[0] },
  });
});
