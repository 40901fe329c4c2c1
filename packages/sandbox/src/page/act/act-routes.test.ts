import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { openSandbox } from '../../open-sandbox.ts';

const home = 'http://127.0.0.1:3142';
const clock = new VirtualClock(Date.parse('2026-03-18T10:00:00Z'));
const sandbox = openSandbox({ clock });
sandbox.settle(home);
const { world } = sandbox;

let mara: string;
let jonas: string;
let rope: string;
beforeEach(() => {
  sandbox.reset();
  mara = world.addUser({ name: 'mara', realName: 'Mara Quill' }).id;
  jonas = world.addUser({ name: 'jonas', realName: 'Jonas Eberlein' }).id;
  world.addChannel({ name: 'general', members: [mara, jonas], isGeneral: true });
  rope = world.addChannel({ name: 'rope', members: [mara] }).id;
});

/** Sends a form as a page's script does; headers may make it somebody else's. */
async function act(
  deed: string,
  fields: Record<string, string | File>,
  headers: Record<string, string> = {},
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await sandbox.http.request(`${home}/page/act/${deed}`, {
    method: 'POST',
    body,
    headers: { origin: home, 'x-sandbox-script': '1', ...headers },
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const texts = (channel = rope) =>
  (sandbox.truth.now().channels.find(({ id }) => id === channel)?.messages ?? []).map(
    ({ text }) => text,
  );

test.each([
  ['no Origin', { origin: '' }],
  ['another site', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:9999' }],
  ['a frame without an origin', { origin: 'null' }],
])('[SBX-4] a form from %s is refused and does nothing', async (_, headers) => {
  const answer = await act('post', { as: mara, channel: rope, text: 'forged' }, headers);
  expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('own pages') });
  expect(texts()).toEqual([]);
});

test('[SBX-4] a name that somebody bound to this machine is not this sandbox', async () => {
  const url = 'http://rebound.example:3142';
  const body = new FormData();
  body.set('switch', 'down');
  body.set('on', 'yes');
  const forged = { method: 'POST', body, headers: { origin: url } };
  expect((await sandbox.http.request(`${url}/page/act/break`, forged)).status).toBe(403);
  expect(sandbox.faults.active).toEqual([]);
  const settings = await sandbox.http.request(`${url}/app`);
  expect(settings.status).toBe(403);
  expect(await settings.text()).not.toContain(sandbox.botToken);
  expect((await sandbox.http.request('http://localhost:3142/app')).status).toBe(200);
});

test('[SBX-4] without a script a form leads back to its page, or to the one that it makes', async () => {
  const plain = { 'x-sandbox-script': '', referer: `${home}/c/${rope}?before=1` };
  const said = await act('post', { as: mara, channel: rope, text: 'plain' }, plain);
  expect([said.status, said.headers.get('location')]).toEqual([303, `/c/${rope}?before=1`]);
  expect(texts()).toEqual(['plain']);
  const made = await act('new-channel', { as: mara, name: '#Field Notes' }, plain);
  const channel = sandbox.truth.now().channels.find(({ name }) => name === 'field-notes');
  expect(made.headers.get('location')).toBe(`/c/${channel?.id}`);
  const refused = await act('post', { as: jonas, channel: rope, text: 'no' }, plain);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Jonas Eberlein is not in #rope. Join it first.');
  expect(refused.text).toContain(`href="/c/${rope}?before=1"`);
});

test('[SBX-4] an edit leads nowhere but to pages of the sandbox', async () => {
  const { ts } = world.post({ channel: rope, user: mara, text: 'one' });
  const plain = { 'x-sandbox-script': '', referer: 'https://evil.example//x' };
  for (const go of ['https://evil.example', '//evil.example', '/\\evil.example', '']) {
    const answer = await act('edit', { as: mara, channel: rope, ts, text: 'two', go }, plain);
    expect(answer.headers.get('location')).not.toContain('evil');
  }
  const back = await act(
    'edit',
    { as: mara, channel: rope, ts, text: 'two', go: `/c/${rope}` },
    plain,
  );
  expect(back.headers.get('location')).toBe(`/c/${rope}`);
});

test('[SBX-4] an edit that changes nothing is no edit', async () => {
  const { ts } = world.post({ channel: rope, user: mara, text: 'a &amp; b' });
  const before = world.log.length;
  await act('edit', { as: mara, channel: rope, ts, text: 'a & b', go: '' });
  expect(world.log).toHaveLength(before);
});

test.each<[string, string, () => Record<string, string>, string]>([
  ['the words of others', 'edit', () => ({ as: jonas, text: 'mine now' }), 'Only Mara Quill may'],
  ['the message of others', 'delete', () => ({ as: jonas }), 'Only Mara Quill may'],
  ['an unknown reaction', 'react', () => ({ as: mara, emoji: '<b>' }), 'Choose one of'],
  ['nothing at all', 'post', () => ({ as: mara, text: ' \r\n ' }), 'Type something'],
  ['far too much', 'post', () => ({ as: mara, text: 'x'.repeat(40_001) }), 'Slack takes 40000'],
  ['empty words', 'edit', () => ({ as: mara, text: '' }), 'Delete it instead'],
  ['as nobody', 'post', () => ({ as: 'U0NOBODY', text: 'x' }), 'Choose who you are'],
  ['as the bot', 'post', () => ({ as: sandbox.app.botUserId, text: 'x' }), 'Choose who you are'],
  ['a taken name', 'rename', () => ({ as: mara, name: 'General' }), 'of that name already'],
  ['a bad name', 'rename', () => ({ as: mara, name: 'a/b' }), 'letters, digits'],
  ['something unknown', 'burn', () => ({ as: mara }), 'no such thing'],
  ['something inherited', 'constructor', () => ({ as: mara }), 'no such thing'],
  ['a switch that is none', 'break', () => ({ switch: 'toString' }), 'no such switch'],
  ['no address', 'request-url', () => ({ url: 'javascript:alert(1)' }), 'This is no address'],
])('[SBX-4] refused in words: %s', async (_, deed, fields, sentence) => {
  const { ts } = world.post({ channel: rope, user: mara, text: 'hers' });
  world.join(rope, jonas);
  const before = world.log.length;
  const answer = await act(deed, { channel: rope, ts, ...fields() });
  expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(sentence) });
  expect(world.log).toHaveLength(before);
});

test('[SBX-4] an archived channel takes nothing; #general stays public, open and full', async () => {
  world.archive(rope, mara);
  const before = world.log.length;
  const said = await act('post', { as: mara, channel: rope, text: 'late' });
  expect(said.text).toBe('#rope is archived: nobody can change anything in it.');
  const general = [...world.rooms.keys()][0] ?? '';
  for (const deed of ['archive', 'convert', 'remove'])
    expect((await act(deed, { as: mara, channel: general, user: jonas })).status).toBe(422);
  expect(world.log).toHaveLength(before);
});

test('[SBX-4] a file of more than 10 MiB is refused, one below goes into the thread', async () => {
  const { ts } = world.post({ channel: rope, user: mara, text: 'root' });
  const large = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'big.bin');
  const refused = await act('post', { as: mara, channel: rope, file: large });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('10 MiB')]);
  const small = new File(['a,b'], 'a.csv', { type: 'text/csv' });
  await act('post', { as: mara, channel: rope, thread: ts, text: 'here', file: small });
  const channel = sandbox.truth.now().channels.find(({ id }) => id === rope);
  expect(channel?.threads[ts]?.[1]).toMatchObject({ text: 'here', files: [{ name: 'a.csv' }] });
});

test('[SBX-4] a reply may also go to the channel', async () => {
  const { ts } = world.post({ channel: rope, user: mara, text: 'root' });
  await act('post', { as: mara, channel: rope, thread: ts, text: 'aloud', broadcast: 'yes' });
  expect(texts()).toEqual(['root', 'aloud']);
  expect(world.log.at(-1)).toMatchObject({
    message: { subtype: 'thread_broadcast', threadTs: ts },
  });
});

test('[SBX-4] the app is invited and removed; a new person joins #general and is the visitor', async () => {
  const bot = sandbox.app.botUserId;
  await act('invite', { as: mara, channel: rope, user: bot });
  expect(world.channel(rope).members).toContain(bot);
  await act('remove', { as: mara, channel: rope, user: bot });
  expect(world.channel(rope).members).not.toContain(bot);
  const made = await act('new-person', { name: 'Ada Ridge' });
  const ada = [...world.users.values()].find(({ current }) => current.realName === 'Ada Ridge');
  expect(made.headers.get('set-cookie')).toMatch(
    new RegExp(`=${ada?.current.id}; Path=/; HttpOnly; SameSite=Strict`),
  );
  expect(world.channel([...world.rooms.keys()][0] ?? '').members).toContain(ada?.current.id);
});

test('[SBX-4] a private channel is not joined but by invitation', async () => {
  world.convert(rope, 'private', mara);
  expect((await act('join', { as: jonas, channel: rope })).text).toContain('must invite you');
  await act('invite', { as: mara, channel: rope, user: jonas });
  expect(world.channel(rope).members).toContain(jonas);
});
