import { expect, test } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { openSandbox } from '../open-sandbox.ts';

const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)">"'&`;

function hostileWorld() {
  const sandbox = openSandbox({ clock: new VirtualClock(Date.parse('2026-03-18T10:00:00Z')) });
  sandbox.settle('http://127.0.0.1:3142');
  const { world } = sandbox;
  world.changeTeam({ name: hostile });
  const user = world.addUser({ name: hostile, realName: hostile, displayName: hostile });
  const channel = world.addChannel({
    name: hostile,
    topic: hostile,
    members: [user.id],
    isGeneral: true,
  });
  const { message } = world.upload({
    channel: channel.id,
    user: user.id,
    name: `${hostile}.html`,
    title: hostile,
    content: '<script>alert(3)</script>',
    text: `${hostile} *${hostile}* \`${hostile}\` <javascript:alert(4)|press> <@${hostile}> :${hostile}:\n\`\`\`${hostile}\`\`\`\n> ${hostile}`,
  });
  world.react(channel.id, message.ts, user.id, hostile);
  world.reply({ channel: channel.id, user: user.id, text: hostile, threadTs: message.ts });
  return { app: sandbox.http, sandbox, world, channel, message };
}

test('[SBX-4] hostile names, texts and files stay text on every page', async () => {
  const { app, channel, message } = hostileWorld();
  for (const path of [
    `/c/${channel.id}`,
    `/c/${channel.id}?edit=${message.ts}`,
    `/c/${channel.id}/t/${message.ts}`,
    `/c/${channel.id}/settings`,
    `/channels?q=${encodeURIComponent(hostile)}`,
    '/app',
  ]) {
    const answer = await app.request(path);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).not.toMatch(/<script>|<img src=x|onerror="|href="javascript:/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self'/,
    );
  }
});

test('[SBX-4] files that a browser could run come as attachments', async () => {
  const { app, world } = hostileWorld();
  const id = [...world.files.keys()][0];
  const answer = await app.request(`/page/files/${id}`);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('[SBX-4] a page shows threads, reactions, files and edits; a permalink leads to its message', async () => {
  const { app, world, channel, message } = hostileWorld();
  world.edit(channel.id, message.ts, {
    text: 'Rope 7 is *retired*, see <https://a.example/r|the sheet>',
  });
  const page = await (await app.request(`/c/${channel.id}`)).text();
  expect(page).toContain('Rope 7 is <strong>retired</strong>');
  expect(page).toContain(
    '<a href="https://a.example/r" rel="noopener noreferrer nofollow">the sheet</a>',
  );
  expect(page).toContain('(edited)');
  expect(page).toContain('1 reply');

  const link = `/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const found = await app.request(`${link}?thread_ts=${message.ts}`);
  expect(found.headers.get('location')).toBe(
    `/c/${channel.id}/t/${message.ts}#p${message.ts.replace('.', '')}`,
  );
  expect((await app.request('/archives/C000/p1710502200000100')).status).toBe(404);
  expect((await app.request('/c/nothing')).status).toBe(404);
});

test('[SBX-4] a wrong address is a page that leads back', async () => {
  const { app, channel } = hostileWorld();
  for (const path of [
    '/c/C404',
    `/c/${channel.id}/t/1.000001`,
    '/archives/C404/p1710502200000100',
  ]) {
    const answer = await app.request(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('<a href="/">');
  }
});

test('[SBX-4] a request URL and a reason that somebody chose stay text on the page of the app', async () => {
  const { app, sandbox } = hostileWorld();
  const url = `http://127.0.0.1:1/"><script>alert(5)</script>`;
  await expect(sandbox.subscribe({ url })).rejects.toThrow('did not answer');
  const page = await (await app.request('/app')).text();
  expect(page).toContain('Not verified');
  expect(page).not.toMatch(/<script>/);
});

test('[SBX-4] among thousands of channels one finds one’s own', async () => {
  const { app, world, channel } = hostileWorld();
  world.seedChannels({ count: 5_000 });
  const last = [...world.rooms.keys()].at(-1) ?? '';
  const listed = (page: string) => page.match(/<li id="n/g)?.length;
  for (const id of [channel.id, last]) {
    const page = await (await app.request(`/c/${id}`)).text();
    expect(listed(page)).toBeLessThan(65);
    expect(page).toContain('aria-current="page"');
    expect(page).toContain('All 5001 channels');
  }
  const found = await (await app.request('/channels?q=%23Search-Help')).text();
  expect(listed(found)).toBe(16);
  expect(found).toContain('16 of 5001 channels');
  expect(await (await app.request('/channels?q=zzz')).text()).toContain('No channel has “zzz”');
  expect(await (await app.request('/channels')).text()).toContain('the first 300 shown');
});

test('[SBX-4] an empty workspace says what to do first', async () => {
  const sandbox = openSandbox({ clock: new VirtualClock(0) });
  const first = await sandbox.http.request('/');
  expect(first.headers.get('location')).toBe('/channels');
  const page = await (await sandbox.http.request('/channels')).text();
  expect(page).toContain('Add a person, then make its first channel.');
  expect(page).not.toContain('New channel');
});

test('[SBX-4] each sees what is theirs to do: members act, authors edit, the archive rests', async () => {
  const { app, world, channel } = hostileWorld();
  const ada = world.addUser({ name: 'ada', realName: 'Ada Ridge' });
  const bo = world.addUser({ name: 'bo', realName: 'Bo Fell' });
  world.join(channel.id, ada.id);
  world.post({ channel: channel.id, user: ada.id, text: 'by Ada' });
  const as = async (id: string) =>
    (await app.request(`/c/${channel.id}`, { headers: { 'x-sandbox-person': id } })).text();
  expect(await as(ada.id)).toContain('>Edit<');
  expect(await as(ada.id)).toContain('/page/act/post');
  world.leave(channel.id, ada.id);
  for (const id of [ada.id, bo.id]) {
    const page = await as(id);
    expect(page).not.toMatch(/>Edit<|class="acts"|\/page\/act\/post/);
    expect(page).toContain('>Join<');
  }
  world.archive(channel.id, bo.id);
  expect(await as(bo.id)).toContain('Bring it back');
});

test('[SEC-2] only pages that were named hold the workspace in a frame; by default nobody', async () => {
  const { app, sandbox, channel } = hostileWorld();
  const held = async () => {
    const { headers } = await app.request(`/c/${channel.id}`);
    return [headers.get('x-frame-options'), headers.get('content-security-policy')];
  };
  expect(await held()).toEqual([
    'SAMEORIGIN',
    expect.stringMatching(/frame-ancestors 'none'(;|$)/),
  ]);
  sandbox.framedBy = ['http://localhost:3141'];
  expect(await held()).toEqual([
    null,
    expect.stringMatching(/frame-ancestors http:\/\/localhost:3141(;|$)/),
  ]);
});

test('[SBX-4] a visitor is whom they chose, before that whom the sandbox was given', async () => {
  const { app, sandbox, world, channel } = hostileWorld();
  const you = world.addUser({ name: 'you', realName: 'You' });
  const me = async (headers: Record<string, string> = {}) =>
    /data-me="(\w+)"/.exec(await (await app.request(`/c/${channel.id}`, { headers })).text())?.[1];
  const first = await me();
  expect(first).not.toBe(you.id);
  sandbox.defaultPerson = you.id;
  expect(await me()).toBe(you.id);
  expect(await me({ cookie: `belay_sandbox_person=${first}` })).toBe(first);
});

test('[SBX-4] who watches hears of calls and deeds, also of one whose answer was lost', async () => {
  const { app, sandbox, channel, world } = hostileWorld();
  world.join(channel.id, sandbox.app.botUserId);
  const calls: string[] = [];
  const stop = sandbox.calls.onCall(({ method, answer }) => {
    calls.push(`${method} ${answer?.status} ${answer?.body.ok}`);
  });
  const post = () =>
    app.request('/api/chat.postMessage', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sandbox.botToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ channel: channel.id, text: 'hello' }),
    });
  await post();
  sandbox.switches.flip('posting', true);
  await post();
  stop();
  await post();
  expect(calls).toEqual(['chat.postMessage 200 true', 'chat.postMessage 429 false']);
  const told: string[] = [];
  sandbox.interactivity.onDeed(({ type, told: outcome }) => told.push(`${type} ${outcome.ok}`));
  const person = [...world.users.keys()].find((id) => id !== sandbox.app.botUserId) ?? '';
  await sandbox.interactivity.command(person, channel.id, '/belay status');
  expect(told).toEqual(['slash_commands false']);
});
