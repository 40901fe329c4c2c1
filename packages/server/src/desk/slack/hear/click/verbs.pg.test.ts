import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';

let world: HearWorld;
let one: OpenCase;
beforeAll(async () => {
  world = await hearWorld({ agent: { learn: 'ask' } });
});
afterAll(() => world.close());
beforeEach(async () => {
  one = await world.claimed();
  await world.settle();
  world.sandbox.interactivity.ephemerals.clear();
});

const card = () => ({ channel: one.channel, ts: one.root });
const press = (action: string, by: { slack: string } = world.ann) =>
  world.press(by.slack, card(), action);
const becomes = (wanted: object) => eventually(() => world.state(one)).toMatchObject(wanted);
const window = (by = world.ann) => world.sandbox.interactivity.views.top(by.slack);
const audited = async () =>
  (
    await world.server.pool.query<{ endpoint: string }>(
      `select endpoint from audit
       where details ->> 'conversation_id' = $1 and details ->> 'via' = 'slack' order by id`,
      [one.id],
    )
  ).rows.map(({ endpoint }) => endpoint);

test('[TKO-6] hand back without words of one’s own: at once', async () => {
  await press('hand_back');
  await becomes({ state: 'agent', owner: null });
  expect(await audited()).toEqual(['desk.take_over', 'desk.hand_back']);
});

test('[TKO-6] hand back asks which answers are taught, and takes a word for the agent along', async () => {
  const ts = world.type(world.ann.slack, one, 'Both of you, up to 200 kg');
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'sent' });
  await world.settle();
  await press('hand_back');
  await eventually(() => window()?.callbackId).toBe('belay_hand_back');
  expect(await world.state(one)).toMatchObject({ state: 'human' });
  const { rows } = await world.server.pool.query<{ id: string }>(
    `select id from message where conversation = $1 and author = 'operator' and kind = 'text'`,
    [one.conversation],
  );
  const id = `msg_${rows[0]?.id.replaceAll('-', '')}`;
  await world.sandbox.interactivity.submit(world.ann.slack, {
    belay_teach: { belay_teach: [id] },
    belay_instruction: { belay_instruction: 'She has two ropes' },
  });
  await becomes({ state: 'agent' });
  const { rows: after } = await world.server.pool.query(
    `select m.taught, c.instruction from message m join conversation c on c.id = m.conversation
     where m.id = $1`,
    [rows[0]?.id],
  );
  expect(after).toEqual([{ taught: true, instruction: 'She has two ropes' }]);
});

test('[TKO-6] release, close, reopen', async () => {
  await press('release');
  await becomes({ state: 'waiting', owner: null });
  await world.settle();
  await press('take', world.ben);
  await becomes({ state: 'human', owner: 'Ben' });
  await world.settle();
  await press('close', world.ben);
  await becomes({ state: 'closed' });
  await world.settle();
  await press('reopen');
  await becomes({ state: 'human', owner: 'Ann' });
  expect(await audited()).toEqual([
    ...['desk.take_over', 'desk.release', 'desk.take_over', 'desk.close', 'desk.reopen'],
  ]);
});

test('[TKO-1] what a colleague has is theirs: refused with their name', async () => {
  const cleo = await world.colleague('Cleo');
  for (const action of ['hand_back', 'release', 'close']) await press(action, cleo);
  await world.settle();
  await becomes({ state: 'human', owner: 'Ann' });
  expect(world.whispers(cleo.slack)).toEqual(
    Array(3).fill('Not done: Ann has it: only they or an admin can do this.'),
  );
});

test('[TKO-6] assign: to whom is asked, and they have it', async () => {
  await press('assign');
  await eventually(() => window()?.callbackId).toBe('belay_assign');
  const { rows } = await world.server.pool.query<{ id: string }>(
    'select id from person where name = $1',
    ['Ben'],
  );
  await world.sandbox.interactivity.submit(world.ann.slack, {
    belay_person: { belay_person: rows[0]?.id ?? '' },
  });
  await becomes({ state: 'human', owner: 'Ben' });
});

test('[TKO-1] taking it from a colleague asks first, and is recorded', async () => {
  world.type(world.ben.slack, one, 'Let me do this');
  const { ephemerals } = world.sandbox.interactivity;
  const asked = () => ephemerals.all.find(({ user }) => user === world.ben.slack);
  await eventually(() => asked()?.text).toContain('Ann has this conversation');
  await world.sandbox.interactivity.click(
    world.ben.slack,
    { channel: one.channel, ephemeral: asked()?.ts ?? '' },
    { actionId: 'belay_steal' },
  );
  await eventually(() => window(world.ben)?.callbackId).toBe('belay_steal');
  expect(await world.state(one)).toMatchObject({ owner: 'Ann' });
  await world.sandbox.interactivity.submit(world.ben.slack);
  await becomes({ owner: 'Ben' });
  expect(await audited()).toContain('desk.steal');
});

test('[TKO-1] a window whose moment is over changes nothing, and says so', async () => {
  await press('assign');
  await eventually(() => window()?.callbackId).toBe('belay_assign');
  await world.ann.call('POST', `/v1/desk/conversations/${one.id}/release`, {});
  const { rows } = await world.server.pool.query<{ id: string }>(
    'select id from person where name = $1',
    ['Ben'],
  );
  await world.sandbox.interactivity.submit(world.ann.slack, {
    belay_person: { belay_person: rows[0]?.id ?? '' },
  });
  await eventually(() => world.whispers(world.ann.slack)).toEqual([
    'Not done: it changed since this button was shown. Look again.',
  ]);
  await becomes({ state: 'waiting', owner: null });
});

test('[TKO-2] answers come in the channel’s language', async () => {
  await world.bind({
    default_channel: world.channels.support,
    thread_delay: 0,
    history: false,
    channels: { [world.channels.support]: { language: 'de' } },
  });
  const cleo = await world.colleague('Cleo Two');
  await press('release', cleo);
  await eventually(() => world.whispers(cleo.slack)).toEqual([
    'Nicht getan: Ann hat das Gespräch. Das kann nur Ann oder ein Admin tun.',
  ]);
  const guest = world.sandbox.world.addUser({ name: 'gast', isRestricted: true }).id;
  world.sandbox.world.join(world.channels.support, guest);
  await press('release', { slack: guest });
  await eventually(() => world.whispers(guest)).toEqual([
    'Nicht getan: Als Gast dieses Workspace kannst du Besuchern nicht antworten: Das können nur seine Vollmitglieder.',
  ]);
});
