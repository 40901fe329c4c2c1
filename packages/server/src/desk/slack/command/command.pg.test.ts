import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { type HearWorld, hearWorld } from '../hear/testing/hear-world.ts';
import { runCommand } from './run-command.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.interactivity.ephemerals.clear());

/** What who typed it was answered; Slack gives it 3 s. */
const belay = async (user: string, text: string, channel = world.channels.quiet) => {
  const { interactivity } = world.sandbox;
  const before = world.whispers(user).length;
  expect(await interactivity.command(user, channel, `/belay ${text}`)).toEqual({ ok: true });
  await eventually(() => world.whispers(user).length).toBeGreaterThan(before);
  return world.whispers(user).at(-1) ?? '';
};
const numberOf = async (conversation: string) =>
  (
    await world.server.pool.query<{ number: string }>(
      'select number from conversation where id = $1',
      [conversation],
    )
  ).rows[0]?.number;

test('[TKO-1] status, take and back by number, in a channel that the bot is not in', async () => {
  const { ann, ben } = world;
  const one = await world.open();
  const number = await numberOf(one.conversation);
  expect(await belay(ann.slack, 'status')).toMatch(/^\d+ waiting, 0 yours\.$/);
  expect(await belay(ann.slack, `take ${number}`)).toContain(`#${number}`);
  expect(await world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
  expect(await belay(ann.slack, `take ${number}`)).toMatch(/^Done/);
  expect(await belay(ben.slack, `take ${number}`)).toContain(
    'Ann was quicker and has this conversation',
  );
  expect(await belay(ann.slack, 'status')).toMatch(/, 1 yours\.$/);
  expect(await belay(ann.slack, `back #${number}`)).toMatch(/^Done/);
  expect((await world.state(one)).state).toBe('agent');
  expect(await belay(ann.slack, `back ${number}`)).toMatch(/^Not done/);
  expect(await belay(ann.slack, 'take 999999')).toContain('There is no conversation 999999');
  expect(await belay(ann.slack, 'what?')).toContain('/belay take 42');
});

test('[TKO-1] taken where it has a card, it goes on there', async () => {
  const one = await world.open();
  await belay(world.ann.slack, `take ${await numberOf(one.conversation)}`, one.channel);
  await world.settle();
  const { rows } = await world.server.pool.query(
    'select channel from slack_card where conversation = $1 and is_home',
    [one.conversation],
  );
  expect(rows).toEqual([{ channel: one.channel }]);
});

test('[TKO-5] who is nobody here is answered, too: a link for members, a reason for others', async () => {
  const { mara, sandbox } = world;
  await belay(mara, 'status');
  const shown = sandbox.ephemerals.filter(({ user }) => user === mara).at(-1);
  expect(JSON.stringify(shown?.blocks)).toMatch(/\/app\/slack\/link#token=/);
  const guest = sandbox.world.addUser({ name: 'guest', isUltraRestricted: true }).id;
  expect(await belay(guest, 'take 1')).toContain('Guests');
  expect(await belay(guest, 'help')).toContain('/belay status');
});

test('[NTF-5] doctor names what is broken and how to mend it, with Slack’s own word for nothing', async () => {
  const { ann, channels, server } = world;
  expect(await belay(ann.slack, 'doctor')).toBe('Everything works.');
  await server.pool.query(
    `update slack_channel set trouble = 'archived', since = now() where channel = $1`,
    [channels.support],
  );
  expect(await belay(ann.slack, 'doctor')).toMatch(/^\d+ to mend:/);
  const shown = world.sandbox.ephemerals.filter(({ user }) => user === ann.slack).at(-1);
  expect(JSON.stringify(shown?.blocks)).toContain('archived');
  await server.pool.query('update slack_channel set trouble = null, since = null');
});

test('[NTF-5] where no agent tells anything the doctor says so', async () => {
  const { ann, server } = world;
  const { rows } = await server.pool.query('select settings from slack_binding');
  await server.pool.query('update slack_binding set installation = null');
  expect(await belay(ann.slack, 'doctor')).toBe('1 to mend:');
  const shown = world.sandbox.ephemerals.filter(({ user }) => user === ann.slack).at(-1);
  expect(JSON.stringify(shown?.blocks)).toContain('No agent tells this workspace anything.');
  await world.bind(rows[0]?.settings);
});

test('[TKO-1] words to the bot are a command, answered privately where they were typed', async () => {
  const { ann, channels, installation, owner, server } = world;
  await runCommand(
    server.ctx,
    { tenant: owner.tenant, installation },
    {
      ...{ type: 'command', command: '/belay', text: 'status', isOrgWide: false },
      ...{ userId: ann.slack, channelId: channels.support },
    },
  );
  expect(world.whispers(ann.slack).at(-1)).toMatch(/ waiting, /);
});

test('[TKO-1] people are answered in the language in which they read Slack', async () => {
  const { ben, sandbox } = world;
  sandbox.world.updateUser(ben.slack, { locale: 'de-DE' });
  await eventually(async () => belay(ben.slack, 'status')).toMatch(/^\d+ warten/);
  expect(await belay(ben.slack, 'take 999999')).toBe('Ein Gespräch 999999 gibt es hier nicht.');
  const number = await numberOf((await world.claimed()).conversation);
  expect(await belay(ben.slack, `take ${number}`)).toContain('Ann war schneller');
  const guest = sandbox.world.addUser({ name: 'gast', isRestricted: true, locale: 'de-DE' }).id;
  expect(await belay(guest, 'status')).toContain('Als Gast dieses Workspace');
});
