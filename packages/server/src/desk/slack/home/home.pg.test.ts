import type { Button } from '@belay/slack/cards/block';
import { parseButtonValue } from '@belay/slack/cards/button-value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicId } from '../../../memory/ids.ts';
import { eventually } from '../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../hear/testing/hear-world.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());

const interactivity = () => world.sandbox.interactivity;
const blocks = (user: string) => interactivity().views.home(user)?.blocks ?? [];
const text = (user: string) => JSON.stringify(blocks(user));
const buttons = (user: string) =>
  blocks(user).flatMap((block) => {
    const { type, elements } = block as { type: string; elements: Button[] };
    return type === 'actions' ? elements : [];
  });
/** Buttons of a kind that are for that conversation. */
const button = (user: string, action: string, one?: OpenCase) =>
  buttons(user).find(
    ({ action_id, value }) =>
      action_id === `belay_${action}` &&
      (one === undefined || parseButtonValue(value)?.conversation === one.conversation),
  );
const press = async (user: string, action: string, one?: OpenCase) => {
  const { action_id: actionId, value = '' } = button(user, action, one) ?? { action_id: 'none' };
  const view = interactivity().views.home(user)?.id ?? '';
  return interactivity().click(user, { view }, { actionId, value });
};
const drawnFor = async () =>
  (
    await world.server.pool.query<{ user_id: string }>('select user_id from slack_home order by 1')
  ).rows.map(({ user_id }) => user_id);

test('[TKO-1] the App Home is the person’s queue: taken and given back there, drawn again wherever it changes', async () => {
  const { ann, ben } = world;
  interactivity().openHome(ann.slack);
  await eventually(() => text(ann.slack)).toContain('Waiting (0)');
  const one = await world.open();
  await eventually(() => button(ann.slack, 'take', one)).toBeDefined();
  expect(text(ann.slack)).toContain('Waiting (1)');
  expect(await press(ann.slack, 'take', one)).toEqual({ ok: true });
  await eventually(() => button(ann.slack, 'hand_back', one)).toBeDefined();
  expect(text(ann.slack)).toContain('Mine (1)');
  expect(await world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
  // only who opened it has one
  expect(await drawnFor()).toEqual([ann.slack]);
  interactivity().openHome(ben.slack);
  await eventually(() => text(ben.slack)).toContain('Mine (0)');
  expect(button(ben.slack, 'take', one)).toBeUndefined();
  expect(await press(ann.slack, 'hand_back', one)).toEqual({ ok: true });
  await eventually(() => text(ann.slack)).toContain('Mine (0)');
  expect((await world.state(one)).state).toBe('agent');
});

test('[TKO-1] a button of a Home that is too late does nothing, and the Home shows who was quicker', async () => {
  const { ann, ben } = world;
  for (const { slack } of [ann, ben]) interactivity().openHome(slack);
  const one = await world.open();
  for (const { slack } of [ann, ben])
    await eventually(() => button(slack, 'take', one)).toBeDefined();
  await Promise.all([press(ann.slack, 'take', one), press(ben.slack, 'take', one)]);
  for (const { slack } of [ann, ben])
    await eventually(() => button(slack, 'take', one)).toBeUndefined();
  const { owner } = await world.state(one);
  const winner = owner === 'Ann' ? ann : ben;
  const loser = owner === 'Ann' ? ben : ann;
  await eventually(() => button(winner.slack, 'hand_back', one)).toBeDefined();
  expect(button(loser.slack, 'hand_back', one)).toBeUndefined();
});

test('[DSK-8] a button of a Home whose moment is over takes nothing from the assistant', async () => {
  const { ann } = world;
  interactivity().openHome(ann.slack);
  const one = await world.open();
  await eventually(() => button(ann.slack, 'take', one)).toBeDefined();
  const { action_id: actionId, value = '' } = button(ann.slack, 'take', one) ?? { action_id: '' };
  const { rows } = await world.server.pool.query<{ escalation: string }>(
    'select escalation from conversation where id = $1',
    [one.conversation],
  );
  const escalation_id = publicId('esc', rows[0]?.escalation ?? '');
  const path = `/v1/widget/conversations/${one.id}/continue`;
  expect((await one.visitor.call('POST', path, { escalation_id })).status).toBeLessThan(300);
  const view = interactivity().views.home(ann.slack)?.id ?? '';
  await interactivity().click(ann.slack, { view }, { actionId, value });
  await world.settle();
  expect(await world.state(one)).toMatchObject({ state: 'agent', owner: null });
});

test('[NTF-6] away in Slack is away everywhere, and nobody is called who is', async () => {
  const { ann, ben } = world;
  const isThere = async () =>
    (await (await ann.call('GET', '/v1/desk/availability')).json()) as { available: boolean };
  interactivity().openHome(ann.slack);
  await eventually(() => button(ann.slack, 'go_away')).toBeDefined();
  await press(ann.slack, 'go_away');
  await eventually(() => button(ann.slack, 'come_back')).toBeDefined();
  expect(await isThere()).toEqual({ available: false });
  const one = await world.open();
  const assign = () =>
    ben.call('POST', `/v1/desk/conversations/${one.id}/assign`, { person_id: ann.id });
  const called = async () =>
    (await world.server.pool.query(`select 1 from slack_post where kind = 'assigned'`)).rowCount;
  expect((await assign()).status).toBe(200);
  expect(await called()).toBe(0);
  const people = (await (await ben.call('GET', '/v1/desk/people')).json()) as {
    items: { id: string; available: boolean }[];
  };
  expect(people.items.at(-1)).toMatchObject({ id: ann.id, available: false });
  // from the dashboard again; the Home follows
  for (const _ of 'twice')
    expect((await ann.call('PUT', '/v1/desk/availability', { available: true })).status).toBe(200);
  await eventually(() => button(ann.slack, 'go_away')).toBeDefined();
  await ben.call('POST', `/v1/desk/conversations/${one.id}/assign`, { person_id: null });
  await assign();
  expect(await called()).toBe(1);
  await world.settle();
  const thread = world.thread(one.channel, one.root);
  expect(JSON.stringify(thread)).toContain(`<@${ann.slack}>`);
});

test('[TKO-5] who is nobody here sees how to be linked, who can’t be sees nothing of visitors', async () => {
  const { mara, sandbox } = world;
  await world.open();
  interactivity().openHome(mara);
  await eventually(() => button(mara, 'link_me')?.url ?? '').toMatch(
    /\/app\/slack\/link#token=[\w-]{43}$/,
  );
  const guest = sandbox.world.addUser({ name: 'guest', isRestricted: true }).id;
  interactivity().openHome(guest);
  await eventually(() => blocks(guest).length).toBeGreaterThan(0);
  expect(buttons(guest)).toEqual([]);
  expect(text(guest)).not.toContain('Waiting');
});

test('[NTF-4] a Home that Slack refuses for a moment is drawn when it may be', async () => {
  const { ben, sandbox } = world;
  const comesBack = sandbox.faults.add({
    kind: 'error',
    method: 'views.publish',
    error: 'fatal_error',
  });
  interactivity().openHome(ben.slack);
  const one = await world.open();
  await eventually(
    async () =>
      (
        await world.server.pool.query(
          'select 1 from slack_home where user_id = $1 and next_at > now()',
          [ben.slack],
        )
      ).rowCount,
  ).toBe(1);
  comesBack();
  await eventually(() => button(ben.slack, 'take', one)).toBeDefined();
});
