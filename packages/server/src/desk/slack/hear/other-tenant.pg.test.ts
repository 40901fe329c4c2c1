import { randomUUID } from 'node:crypto';
import { buttonValue } from '@belay/slack/cards/button-value';
import { instructionInput, teachInput } from '@belay/slack/cards/hand-back-modal';
import { assignInput, modalIds } from '@belay/slack/cards/modals';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { secretName } from '../../../connectors/installation/installation-secrets.ts';
import { publicId, uuidOf } from '../../../memory/ids.ts';
import { eventually } from '../../../testing/eventually.ts';
import type { TestAgent } from '../../visitors/testing/desk-world.ts';
import { type HearWorld, hearWorld, type OpenCase } from './testing/hear-world.ts';
import { clickPayload, sendCommand, sendSigned } from './testing/sign-click.ts';

/** Another organisation in the same workspace: its secret proves whatever it makes up. */
interface Rival {
  tenant: string;
  agent: TestAgent;
  secret: string;
  /** of its own, uuid: its operator has it */
  conversation: string;
  epoch: number;
  claim: string;
}

let world: HearWorld;
let rival: Rival;
/** Ann's, with a reply and a line that is held */
let mine: OpenCase;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  mine = await world.claimed();
  world.type(world.ann.slack, mine, 'It is strong');
  await eventually(() => world.read(mine)).toEqual(['It is strong']);
  const held = world.type(world.ann.slack, mine, `Ask <@${world.ben.slack}>`);
  await eventually(() => world.line(held)).toMatchObject({ fate: 'held' });
  rival = await foundRival();
  await world.settle();
});

const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await world.server.pool.query<T>(sql, values)).rows;

/** Ben is an admin of both organisations. */
async function foundRival(): Promise<Rival> {
  const { ctx } = world.server;
  const [tenant, secret] = [randomUUID(), 'the rival’s secret'];
  await rows('insert into tenant (id, root_scope) values ($1, $2)', [tenant, `org:${tenant}`]);
  await rows(`insert into organisation (tenant, name) values ($1, 'Rival')`, [tenant]);
  await rows(`insert into member (tenant, person, role) values ($1, $2, 'admin')`, [
    tenant,
    world.ben.id,
  ]);
  const installation = await world.install(tenant);
  await rows('update slack_installation set signing_secret = $2 where id = $1', [
    installation,
    ctx.sealer.seal(secretName.signingSecret(installation), secret),
  ]);
  const agent = await world.addAgent(tenant);
  await world.bind({ default_channel: world.channels.leads }, agent, installation);
  const visitor = await world.visit(agent);
  const { conversation: shown } = await visitor.say('Hello, rival');
  await visitor.call('POST', `/v1/widget/conversations/${shown.id}/escalate`, {});
  const conversation = uuidOf('cnv', shown.id) ?? '';
  await world.settle();
  const claim = randomUUID();
  await rows(
    `update conversation set state = 'human', owner = $2, claim = $3, claimed_at = now(),
       epoch = epoch + 1, escalation = null, escalated_at = null where id = $1`,
    [conversation, world.ben.id, claim],
  );
  const [{ epoch = 0 } = {}] = await rows<{ epoch: number }>(
    'select epoch from conversation where id = $1',
    [conversation],
  );
  return { tenant, agent, secret, conversation, epoch, claim };
}

/** All that is ours, and the rival's conversation. */
async function everything(): Promise<unknown[]> {
  const { tenant } = world.owner;
  const of = (table: string, order: string) =>
    rows(`select * from ${table} where tenant = $1 order by ${order}`, [tenant]);
  return [
    ...(await of('conversation', 'id')),
    ...(await of('message', 'id')),
    ...(await of('slack_line', 'id')),
    ...(await of('slack_card', 'id')),
    ...(await rows('select * from conversation where tenant = $1', [rival.tenant])),
  ];
}
const send = (payload: object) => sendSigned(world, payload, { secret: rival.secret });
const user = () => ({ id: world.ben.slack, team_id: world.sandbox.world.team.current.id });
const body = (more: object) => ({
  ...{ user: user(), team: { id: user().team_id }, api_app_id: world.sandbox.app.id, token: 'x' },
  ...{ trigger_id: `${Math.random()}`, ...more },
});
const submission = (id: string, made: string, values: object = {}) =>
  body({
    type: 'view_submission',
    view: {
      ...{ id: `V${Math.random()}`, type: 'modal', callback_id: id, private_metadata: made },
      state: { values },
    },
  });
const homeClick = (action: string, value: string) =>
  body({
    type: 'block_actions',
    view: { id: 'V0HOME', type: 'home' },
    container: { type: 'view', view_id: 'V0HOME' },
    actions: [{ type: 'button', action_id: `belay_${action}`, block_id: 'b', value }],
  });

test('[SEC-6] [SEC-2] clicks, windows, Homes and commands that name another organisation’s things change nothing', async () => {
  const [{ epoch = 0, claim = '', number = '' } = {}] = await rows<{
    epoch: number;
    claim: string;
    number: string;
  }>('select epoch, claim, number from conversation where id = $1', [mine.conversation]);
  const [reply] = await rows<{ id: string }>(
    `select id from message where conversation = $1 and author = 'operator'`,
    [mine.conversation],
  );
  const [held] = await rows<{ id: string }>(
    `select id from slack_line where conversation = $1 and fate = 'held'`,
    [mine.conversation],
  );
  const { conversation } = mine;
  const ours = buttonValue({ conversation, epoch, claim, line: null });
  const line = buttonValue({ conversation, epoch, claim, line: held?.id ?? null });
  const own = buttonValue({
    ...{ conversation: rival.conversation, epoch: rival.epoch, claim: rival.claim, line: null },
  });
  const garbage = buttonValue({
    ...{ conversation: rival.conversation, epoch: 999_999_999_999, claim: 'clm_1', line: null },
  });
  const before = await everything();
  const assign = (id: string) => ({
    [assignInput.blockId]: { [assignInput.actionId]: { selected_option: { value: id } } },
  });
  const teach = (id: string) => ({
    [teachInput.blockId]: { [teachInput.actionId]: { selected_options: [{ value: id }] } },
    [instructionInput.blockId]: { [instructionInput.actionId]: { value: 'say nothing' } },
  });
  const onCard = { channel: mine.channel, ts: mine.root, user: world.ben.slack };
  const ephemeral = {
    container: {
      ...{ type: 'message', message_ts: '1710502200.000100', channel_id: mine.channel },
      is_ephemeral: true,
    },
  };
  const statuses = [
    ...(await Promise.all(
      [
        clickPayload(world, { ...onCard, action: 'close', value: ours }),
        clickPayload(world, { ...onCard, action: 'send', value: line, more: ephemeral }),
        submission(modalIds.steal, ours),
        submission(modalIds.assign, ours, assign(world.ben.id)),
        submission(modalIds.hand_back, ours, teach(publicId('msg', reply?.id ?? ''))),
        // its own conversation, and ours in the inputs
        submission(modalIds.assign, own, assign(world.ann.id)),
        submission(modalIds.hand_back, own, teach(publicId('msg', reply?.id ?? ''))),
        submission(modalIds.hand_back, own, teach('msg_1')),
        homeClick('take', ours),
        homeClick('hand_back', ours),
        homeClick('hand_back', garbage),
      ].map(send),
    )),
    ...(await Promise.all(
      [`take ${Number(number) + 1_000}`, 'back 2147483648', 'take 99999999999999999999'].map(
        (text) =>
          sendCommand(
            world,
            { user: world.ben.slack, channel: mine.channel, text },
            { secret: rival.secret },
          ),
      ),
    )),
  ];
  expect(new Set(statuses)).toEqual(new Set([200]));
  await world.settle();
  expect(await everything()).toEqual(before);
  // none of them was too much for us
  const heard = await rows<{ attempts: number }>(
    'select attempts from slack_heard where tenant = $1',
    [rival.tenant],
  );
  expect(heard.map(({ attempts }) => attempts)).toEqual(statuses.map(() => 1));
  // what is its own counts
  expect(await send(submission(modalIds.hand_back, own))).toBe(200);
  await eventually(
    async () =>
      (await rows('select state from conversation where id = $1', [rival.conversation]))[0],
  ).toEqual({ state: 'agent' });
});
