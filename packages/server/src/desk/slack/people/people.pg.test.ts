import type { SlackLinkPreview, SlackPersonView } from '@belay/contract/desk/slack-people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../../context.ts';
import { eventually } from '../../../testing/eventually.ts';
import { invitePerson, type TestPerson } from '../../../testing/test-person.ts';
import { posterOf } from '../outbox/poster-of.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';
import { isOperator, operatorOfSlack } from './operator-of-slack.ts';
import { personChanged } from './person-changed.ts';
import { settlePerson, stored } from './settle-person.ts';

let world: SlackDeskWorld;
let minutes = 0;
let ctx: Context;
beforeAll(async () => {
  world = await slackDeskWorld({ outbox: false });
  const begun = Date.now();
  ctx = { ...world.server.ctx, now: () => begun + minutes * 60_000 };
});
afterAll(() => world.close());

const day = 24 * 60;
const place = () => ({ tenant: world.owner.tenant, installation: world.installation });
const who = (userId: string) => operatorOfSlack(ctx, { ...place(), userId });
/** Their refusal, or the name of who they are. */
const known = async (userId: string) => {
  const found = await who(userId);
  return isOperator(found) ? found.name : found.refused;
};
const linkOf = async (userId: string) => {
  const found = await who(userId);
  if (isOperator(found) || found.linkUrl === null) throw new Error('nothing to link');
  return new URLSearchParams(found.linkUrl.split('#')[1]).get('token') ?? '';
};
const newcomer = (name: string, more: object = {}) =>
  world.sandbox.world.addUser({ name, realName: name, displayName: name, ...more }).id;
const confirm = (person: TestPerson, token: string, what = '') =>
  person.call('POST', `/v1/slack/link${what}`, { token });
const people = async (): Promise<SlackPersonView[]> =>
  (
    (await (await world.owner.call('GET', '/v1/slack/people')).json()) as {
      items: SlackPersonView[];
    }
  ).items;

test('[TKO-5] a full, confirmed member with an operator’s address is that operator from the first click', async () => {
  const ann = await world.colleague('Ann Able');
  const ada = await world.colleague('Ada Admin', 'admin');
  expect(await who(ann.slack)).toMatchObject({
    kind: 'operator',
    person: ann.id,
    name: 'Ann Able',
    isAdmin: false,
    via: 'slack',
    actor: `user:${ann.email}`,
  });
  expect(await who(ada.slack)).toMatchObject({ person: ada.id, isAdmin: true });
  expect((await people()).find(({ user_id }) => user_id === ann.slack)).toEqual({
    installation_id: world.installationId,
    user_id: ann.slack,
    name: 'Ann Able',
    team: world.sandbox.world.team.current.name,
    person: { id: ann.id, name: 'Ann Able' },
    how: 'email',
    refused: null,
  });
});

test('[TKO-5] an address alone makes nobody an operator', async () => {
  const bea = await invitePerson(world.server, world.owner, {
    email: 'bea@ropes.example',
    role: 'operator',
  });
  await invitePerson(world.server, world.owner, { email: 'vic@ropes.example', role: 'viewer' });
  const { email } = bea;
  const asks = async (more: object) => known(newcomer('bea', { email, ...more }));
  expect(await asks({ isRestricted: true })).toBe('guest');
  expect(await asks({ isUltraRestricted: true })).toBe('guest');
  expect(await asks({ teamId: 'T09ELSEWHER' })).toBe('stranger');
  expect(await asks({ teamId: 'T09ELSEWHER', isStranger: true })).toBe('stranger');
  expect(await asks({ isDeleted: true })).toBe('deactivated');
  expect(await asks({ isBot: true })).toBe('bot');
  expect(await asks({ isEmailConfirmed: false })).toBe('unlinked');
  expect(await asks({ email: 'vic@ropes.example' })).toBe('unlinked');
  expect(await asks({ email: 'nobody@ropes.example' })).toBe('unlinked');
  expect(await known('U0NOBODY')).toBe('stranger');
  const outsiders = await people();
  expect(outsiders.filter(({ name, person }) => name === 'bea' && person !== null)).toEqual([]);
  expect(outsiders.some(({ refused }) => refused?.startsWith('Guests'))).toBe(true);
});

test('[TKO-5] outsiders get no link, members one that works once, for half an hour, by hand', async () => {
  const guest = await who(newcomer('guest', { email: 'g@ropes.example', isRestricted: true }));
  expect(guest).toMatchObject({ linkUrl: null });
  const cara = await invitePerson(world.server, world.owner, {
    email: 'cara@ropes.example',
    role: 'operator',
  });
  const userId = newcomer('cara.private', { email: 'cara@home.example' });
  const late = await linkOf(userId);
  minutes += 31;
  const token = await linkOf(userId);
  const { rows } = await world.server.pool.query('select encode(hash, $1) as h from slack_link', [
    'escape',
  ]);
  expect(JSON.stringify(rows)).not.toContain(token);
  minutes -= 31;
  const look = await confirm(cara, token, '/look');
  expect((await look.json()) as SlackLinkPreview).toEqual({
    slack: {
      user_id: userId,
      name: 'cara.private',
      team: world.sandbox.world.team.current.name,
    },
    person: { id: cara.id, name: 'cara@ropes.example' },
    replaces: null,
  });
  expect(await known(userId)).toBe('unlinked');
  for (const _ of 'twice') expect((await confirm(cara, token)).status).toBe(200);
  expect(await known(userId)).toBe('cara@ropes.example');
  expect((await confirm(world.owner, token)).status).toBe(410);
  expect((await confirm(world.owner, 'x'.repeat(43))).status).toBe(410);
  await world.server.pool.query(`update slack_link set expires_at = now() where used_at is null`);
  expect((await confirm(world.owner, late)).status).toBe(410);
});

test('[TKO-5] a link is for people of that organisation who may answer', async () => {
  const token = await linkOf(newcomer('dana', { email: 'dana@home.example' }));
  const viewer = await invitePerson(world.server, world.owner, {
    email: 'viewer@ropes.example',
    role: 'viewer',
  });
  const made = await world.owner.call('POST', '/v1/tenants', { name: 'Elsewhere' });
  const { id } = (await made.json()) as { id: string };
  const there: TestPerson = {
    ...world.owner,
    call: (method, path, body) => world.owner.call(method, path, body, { 'x-belay-tenant': id }),
  };
  const stranger = await invitePerson(world.server, there, {
    email: 'eve@elsewhere.example',
    role: 'owner',
  });
  for (const nobody of [viewer, stranger])
    for (const what of ['/look', '']) {
      const answer = await confirm(nobody, token, what);
      expect(answer.status).toBe(403);
    }
  // whichever of their organisations they look at
  expect((await confirm(there, token)).status).toBe(200);
});

test('[TKO-5] a second account takes the first one’s place, and says so before', async () => {
  const fay = await world.colleague('Fay First');
  expect(await known(fay.slack)).toBe('Fay First');
  const other = newcomer('fay.second', { email: 'fay@home.example' });
  const token = await linkOf(other);
  const look = (await (await confirm(fay, token, '/look')).json()) as SlackLinkPreview;
  expect(look.replaces).toBe('Fay First');
  expect((await confirm(fay, token)).status).toBe(200);
  expect([await known(other), await known(fay.slack)]).toEqual(['Fay First', 'unlinked']);
  const mine = await fay.call('GET', '/v1/slack/people/me');
  const { items } = (await mine.json()) as { items: SlackPersonView[] };
  expect(items.map(({ user_id, how }) => [user_id, how])).toEqual([[other, 'hand']]);
});

test('[TKO-5] two accounts with one address: one of them is the person, also at once', async () => {
  const gus = await world.colleague('Gus Green');
  const twin = newcomer('gus', { email: gus.email });
  const found = await Promise.all([gus.slack, twin, gus.slack, twin].map(known));
  expect(found.filter((name) => name === 'Gus Green')).toHaveLength(2);
  expect(found.filter((name) => name === 'unlinked')).toHaveLength(2);
});

test('[TKO-5] every change of a profile is looked at: a guest by now, an address that is another’s', async () => {
  const hal = await world.colleague('Hal Holder');
  const ida = await world.colleague('Ida Inn');
  expect(await known(hal.slack)).toBe('Hal Holder');
  world.sandbox.world.updateUser(ida.slack, { email: 'ida@home.example' });
  world.sandbox.world.updateUser(hal.slack, { email: ida.email });
  await eventually(() => known(hal.slack)).toBe('Ida Inn');
  world.sandbox.world.updateUser(hal.slack, { isRestricted: true });
  await eventually(() => known(hal.slack)).toBe('guest');
  world.sandbox.world.updateUser(hal.slack, { isRestricted: false, email: hal.email });
  await eventually(() => known(hal.slack)).toBe('Hal Holder');
  world.sandbox.world.deactivate(hal.slack);
  await eventually(() => known(hal.slack)).toBe('deactivated');
});

test('[TKO-5] unseen changes count after a day; while Slack is away who was checked lately goes on', async () => {
  const jo = await world.colleague('Jo Jones');
  expect(await known(jo.slack)).toBe('Jo Jones');
  // nobody looks at them once more because they joined
  await world.settle();
  await world.sandbox.subscribe({ url: `${world.server.url}/slack/events`, events: [] });
  world.sandbox.world.updateUser(jo.slack, { isRestricted: true });
  minutes += day / 2;
  expect(await known(jo.slack)).toBe('Jo Jones');
  const comeBack = world.sandbox.faults.add({
    kind: 'error',
    method: 'users.info',
    error: 'service_unavailable',
  });
  minutes += day;
  expect(await known(jo.slack)).toBe('Jo Jones');
  minutes += 2 * day;
  expect(await known(jo.slack)).toBe('unchecked');
  comeBack();
  expect(await known(jo.slack)).toBe('guest');
});

test('[TKO-5] what Slack said before they left counts no more after it said that', async () => {
  const ned = await world.colleague('Ned North');
  expect(await known(ned.slack)).toBe('Ned North');
  await world.sandbox.subscribe({ url: `${world.server.url}/slack/events`, events: [] });
  // a process has its answer, and is slow to write it down
  const { checked_at: asked } = await stored(world.server.pool, place(), ned.slack);
  const answer = await (await posterOf(ctx, place())).member(ned.slack);
  if (answer.kind !== 'done') throw new Error('they are there');
  minutes += 1;
  world.sandbox.world.deactivate(ned.slack);
  await personChanged(ctx, place(), { id: ned.slack });
  expect(await known(ned.slack)).toBe('deactivated');
  expect(await settlePerson(ctx, place(), answer.value, asked)).toBe(false);
  expect(await known(ned.slack)).toBe('deactivated');
});

test('[TKO-5] the role counts at every click', async () => {
  const kim = await world.colleague('Kim King');
  expect(await known(kim.slack)).toBe('Kim King');
  await world.owner.call('PATCH', `/v1/members/${kim.id}`, { role: 'viewer' });
  expect(await known(kim.slack)).toBe('no_role');
  await world.owner.call('DELETE', `/v1/members/${kim.id}`);
  expect(await known(kim.slack)).toBe('unlinked');
  const kept = await people();
  expect(kept.find(({ user_id }) => user_id === kim.slack)).toMatchObject({ person: null });
});

test('[TKO-5] unlinked by themselves or an admin, nobody is linked again by their address', async () => {
  const lea = await world.colleague('Lea Long');
  const max = await world.colleague('Max Moor');
  expect([await known(lea.slack), await known(max.slack)]).toEqual(['Lea Long', 'Max Moor']);
  const unlink = (by: TestPerson, user_id: string, installation_id = world.installationId) =>
    by.call('POST', '/v1/slack/people/unlink', { installation_id, user_id });
  expect((await unlink(lea, max.slack)).status).toBe(404);
  expect((await unlink(lea, lea.slack, `sin_${'0'.repeat(32)}`)).status).toBe(404);
  for (const _ of 'twice') expect((await unlink(world.owner, max.slack)).status).toBe(204);
  expect((await unlink(lea, lea.slack)).status).toBe(204);
  minutes += 2 * day;
  expect([await known(lea.slack), await known(max.slack)]).toEqual(['unlinked', 'unlinked']);
  expect((await confirm(lea, await linkOf(lea.slack))).status).toBe(200);
  expect(await known(lea.slack)).toBe('Lea Long');
  const { rows } = await world.server.pool.query<{ endpoint: string; actor: string }>(
    `select endpoint, actor from audit where details ->> 'user_id' = $1 order by endpoint, actor`,
    [lea.slack],
  );
  expect(rows).toEqual([
    { endpoint: 'slack.link', actor: `slack:${lea.slack}` },
    { endpoint: 'slack.link', actor: `user:${lea.email}` },
    { endpoint: 'slack.unlink', actor: `user:${lea.email}` },
  ]);
});
