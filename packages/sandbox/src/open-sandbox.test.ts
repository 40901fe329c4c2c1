import { expect, it } from 'vitest';
import { VirtualClock } from './clock/virtual-clock.ts';
import { fetchSandbox } from './fetch-sandbox.ts';
import { openSandbox } from './open-sandbox.ts';

function open() {
  const clock = new VirtualClock(Date.UTC(2026, 10, 2, 9));
  const sandbox = openSandbox({ clock });
  sandbox.settle('http://sandbox.example');
  const call = async (method: string) => {
    const headers = { authorization: `Bearer ${sandbox.botToken}` };
    const answer = await fetchSandbox(sandbox)(`${sandbox.apiUrl}${method}`, { headers });
    return answer.json();
  };
  return { clock, sandbox, call };
}

it('answers in this process, without a socket, on its own clock', async () => {
  const { call } = open();
  expect(await call('auth.test')).toMatchObject({ ok: true, team_id: 'T09SANDBOX1' });
});

it('a connection that a fault breaks rejects as fetch does', async () => {
  const { call, clock, sandbox } = open();
  sandbox.faults.add({ kind: 'timeout', ms: 30_000, times: 1 });
  const outcome = call('auth.test').then(
    () => 'answered',
    (error: Error) => error.message,
  );
  while (clock.next === undefined) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(30_000);
  expect(await outcome).toBe('fetch failed');
  expect(await call('auth.test')).toMatchObject({ ok: true });
});

it('a listener hears what a request URL would be sent: nothing from rooms without the bot', async () => {
  const { sandbox } = open();
  const { world, events, app } = sandbox;
  const mara = world.addUser({ name: 'mara' });
  const inside = world.addChannel({ name: 'rope', members: [mara.id, app.botUserId] });
  const outside = world.addChannel({ name: 'chalk', members: [mara.id] });
  const heard: unknown[] = [];
  const end = events.listen(({ name, event }) => heard.push([name, event.channel]));
  world.post({ channel: inside.id, user: mara.id, text: 'heard' });
  world.post({ channel: outside.id, user: mara.id, text: 'not heard' });
  end();
  world.post({ channel: inside.id, user: mara.id, text: 'too late' });
  expect(heard).toEqual([['message.channels', inside.id]]);
});

it('[SBX-1] an app that nobody installed has no token until somebody lets it in', async () => {
  const sandbox = openSandbox({ isInstalled: false });
  const { id: userId } = sandbox.world.addUser({ name: 'mara' });
  const ask = async (method: string, token: string, body: Record<string, string> = {}) => {
    const response = await sandbox.http.request(`/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(body),
    });
    // every answer of the sandbox's Web API is an object
    return (await response.json()) as Record<string, unknown>;
  };
  expect(await ask('auth.test', sandbox.botToken)).toMatchObject({ error: 'account_inactive' });
  const { oauth } = sandbox;
  const wish = { userId, scopes: ['chat:write'], userScopes: [], isOrg: false };
  const { access_token } = await ask('oauth.v2.access', '', {
    client_id: oauth.clientId,
    client_secret: oauth.clientSecret,
    code: oauth.consent({ ...wish, redirectUri: undefined }),
  });
  expect(await ask('auth.test', String(access_token))).toMatchObject({ ok: true });
});
