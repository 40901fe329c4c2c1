import { randomUUID } from 'node:crypto';
import { buttonValue } from '@belay/slack/cards/button-value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretName } from '../../../connectors/installation/installation-secrets.ts';
import { eventually } from '../../../testing/eventually.ts';
import { type HearWorld, hearWorld } from './testing/hear-world.ts';
import { clickPayload, sendSigned } from './testing/sign-click.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());

test('[SEC-6] another organisation that knows an app of its own can’t press our buttons', async () => {
  const one = await world.open();
  await world.settle();
  const { pool, ctx } = world.server;
  const tenant = randomUUID();
  await pool.query(`insert into tenant (id, root_scope) values ($1, $2)`, [
    tenant,
    `org:${tenant}`,
  ]);
  await pool.query(`insert into organisation (tenant, name) values ($1, 'Rival')`, [tenant]);
  const rival = await world.install(tenant);
  await pool.query('update slack_installation set signing_secret = $2 where id = $1', [
    rival,
    ctx.sealer.seal(secretName.signingSecret(rival), 'the rival’s secret'),
  ]);
  const agent = await world.addAgent(tenant);
  await world.bind({}, agent, rival);
  const { epoch } = await world.state(one);
  const value = buttonValue({ conversation: one.conversation, epoch, claim: null, line: null });
  const payload = clickPayload(world, {
    ...{ user: world.ann.slack, channel: one.channel, ts: one.root, action: 'take', value },
  });
  expect(await sendSigned(world, payload, { secret: 'the rival’s secret' })).toBe(200);
  await world.settle();
  expect(await world.state(one)).toMatchObject({ state: 'waiting', owner: null });
  const { rows } = await pool.query('select tenant from slack_heard where id like $1', ['click:%']);
  expect(rows).toEqual([{ tenant }]);
});

test('[TKO-4] over a socket: a click, a line and a window, as over HTTP', async () => {
  const { server, installation, sandbox, ann } = world;
  await server.pool.query('update slack_installation set app_token = $2 where id = $1', [
    installation,
    server.ctx.sealer.seal(secretName.appToken(installation), sandbox.appToken),
  ]);
  for (const bell of ['belay_slack', 'belay_connectors'])
    await server.pool.query('select pg_notify($1, $2)', [bell, installation]);
  sandbox.settings.switchSockets(true);
  const isConnected = async () =>
    (
      await server.pool.query<{ at: Date | null }>(
        'select connected_at as at from slack_installation where id = $1',
        [installation],
      )
    ).rows[0]?.at ?? null;
  await eventually(isConnected).not.toBeNull();
  const one = await world.claimed();
  const ts = world.type(ann.slack, one, 'Through the socket');
  await eventually(() => world.read(one)).toEqual(['Through the socket']);
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'sent' });
  await world.settle();
  await world.press(ann.slack, { channel: one.channel, ts: one.root }, 'assign');
  await eventually(() => sandbox.interactivity.views.top(ann.slack)?.callbackId).toBe(
    'belay_assign',
  );
});
