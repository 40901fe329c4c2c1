import { buttonValue } from '@belay/slack/cards/button-value';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';
import { clickPayload, sendSigned } from '../testing/sign-click.ts';

let world: HearWorld;
let one: OpenCase;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  one = await world.open();
  await world.settle();
  world.sandbox.interactivity.ephemerals.clear();
});

const made = (of: OpenCase, epoch: number) =>
  buttonValue({ conversation: of.conversation, epoch, claim: null, line: null });
const onCard = async (of: OpenCase, user = world.ann.slack) => {
  const { epoch } = await world.state(of);
  return {
    ...{ user, channel: of.channel, ts: of.root, action: 'take' },
    value: made(of, epoch),
  };
};
const isUntouched = async (of = one) => {
  await world.settle();
  expect(await world.state(of)).toMatchObject({ state: 'waiting', owner: null });
};

test('[SEC-6] the same click, in the right place, counts', async () => {
  expect(await sendSigned(world, clickPayload(world, await onCard(one)))).toBe(200);
  await world.settle();
  expect(await world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
});

test('[SEC-6] a button on another message, card or channel is refused, privately', async () => {
  const other = await world.open();
  const [mine, foreign] = [await onCard(one), await onCard(other)];
  for (const wrong of [
    // another conversation's card
    { ...mine, ts: foreign.ts },
    { ...mine, value: foreign.value },
    // a message of no card, a channel of none
    { ...mine, ts: '1710502200.000100' },
    { ...mine, channel: world.channels.leads },
    // no button of ours
    { ...mine, value: 'take' },
    { ...mine, value: '' },
  ])
    expect(await sendSigned(world, clickPayload(world, wrong))).toBe(200);
  await isUntouched();
  await isUntouched(other);
  const told = world.whispers(world.ann.slack);
  expect(new Set(told)).toEqual(
    new Set(['Not done: this button belongs to no conversation here.']),
  );
});

test('[SEC-6] another organisation’s app proves nothing here, and its people get nowhere', async () => {
  const mine = await onCard(one);
  const payload = clickPayload(world, mine);
  expect(await sendSigned(world, payload, { secret: 'of another app' })).toBe(401);
  expect(await sendSigned(world, payload, { at: Date.now() - 301_000 })).toBe(401);
  const stranger = clickPayload(world, { ...mine, teamId: 'T0STRANGE', user: 'U0STRANGE' });
  expect(await sendSigned(world, stranger)).toBe(200);
  await isUntouched();
});

test('[SEC-6] who is not linked, a guest, a deactivated account: refused, with the way out', async () => {
  const { world: slack } = world.sandbox;
  const guest = slack.addUser({ name: 'guest', email: 'ann@ropes.example', isRestricted: true });
  slack.join(one.channel, guest.id);
  for (const user of [world.mara, guest.id]) {
    await world.press(user, { channel: one.channel, ts: one.root }, 'take');
    await isUntouched();
  }
  expect(world.whispers(world.mara)).toEqual([
    'Your Slack account is not linked to a person in Belay yet: nothing was sent or changed.',
  ]);
  expect(world.whispers(guest.id)[0]).toContain('Guests');
});

test('[DSK-8] a button whose moment is over is refused, and so is a body that is sent again', async () => {
  const mine = await onCard(one);
  const payload = clickPayload(world, mine);
  await sendSigned(world, payload);
  await world.settle();
  await world.ann.call('POST', `/v1/desk/conversations/${one.id}/release`, {});
  await isUntouched();
  // the very same body, an hour's worth of work later
  await sendSigned(world, payload);
  await isUntouched();
  // the old button, pressed anew
  await sendSigned(world, clickPayload(world, { ...mine, user: world.ben.slack }));
  await isUntouched();
  expect(world.whispers(world.ben.slack)).toEqual([
    'Not done: it changed since this button was shown. Look again.',
  ]);
});

test('[INS-4] after its agent was disconnected a card’s buttons and thread do nothing, until it is back', async () => {
  const { pool } = world.server;
  const other = await world.addAgent(world.owner.tenant);
  // somebody else is still told there, so that Slack is heard
  await world.bind({ default_channel: world.channels.leads }, other);
  const mine = await onCard(one);
  const connect = (to: string | null) =>
    pool.query('update slack_binding set installation = $2 where agent = $1', [
      world.agent.uuid,
      to,
    ]);
  await connect(null);
  await sendSigned(world, clickPayload(world, mine));
  await isUntouched();
  const ts = world.type(world.ann.slack, one, 'Anybody there?');
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'held', reason: 'other_thread' });
  await connect(world.installation);
  await sendSigned(world, clickPayload(world, mine));
  await eventually(() => world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
});

test('[SEC-6] an address for answers that is not Slack’s is never asked', async () => {
  const asked: string[] = [];
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const wrong = { ...(await onCard(one)), value: 'nothing' };
  const more = { response_url: `http://127.0.0.1:${port}/steal` };
  await sendSigned(world, clickPayload(world, { ...wrong, more }));
  await world.settle();
  server.close();
  expect(asked).toEqual([]);
  expect(world.whispers(world.ann.slack)).toHaveLength(1);
});

test('[SEC-6] garbage is answered and changes nothing', async () => {
  const nested: unknown[] = [];
  let deepest = nested;
  for (let depth = 0; depth < 2_000; depth += 1) {
    const next: unknown[] = [];
    deepest.push(next);
    deepest = next;
  }
  const mine = clickPayload(world, await onCard(one));
  for (const garbage of [
    { ...mine, actions: 'take' },
    { ...mine, actions: [null, 7, {}] },
    { ...mine, container: nested },
    { ...mine, channel: { id: '\u0000' }, container: null },
    { ...mine, user: { id: '\ud800' } },
    { type: 'block_actions' },
    { type: 'view_submission', user: { id: 'U1' }, view: { id: 'V1', private_metadata: 'x' } },
  ])
    expect(await sendSigned(world, { api_app_id: world.sandbox.app.id, ...garbage })).toBe(200);
  await isUntouched();
});
