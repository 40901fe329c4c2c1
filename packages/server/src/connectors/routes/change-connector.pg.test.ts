import { expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { threeChannels } from '../testing/three-channels.ts';

const here = threeChannels();
const { call, create, idOf } = here;
const epochOf = async ({ id }: { id: string }) => {
  const { rows } = await here.fixture.server.pool.query<{ epoch: number }>(
    'select epoch from connector where id = $1',
    [uuidOf('con', id)],
  );
  return rows[0]?.epoch;
};

test('[MGD-3] a change touches only what is given; the worker begins anew once', async () => {
  const { body: made } = await create({ include_bots: true, poll_seconds: 60 });
  const path = `/${made.id}`;
  expect(await epochOf(made)).toBe(1);
  const { body } = await call('PATCH', path, { settings: { backfill_days: null } });
  expect(body.settings).toEqual({ ...made.settings, backfill_days: null });
  expect(await epochOf(made)).toBe(2);
  // nothing new, or only a name: the worker goes on
  await call('PATCH', path, { settings: { backfill_days: null } });
  expect((await call('PATCH', path, { name: 'Ropes' })).body.name).toBe('Ropes');
  expect(await epochOf(made)).toBe(2);
  await Promise.all([
    call('PATCH', path, { settings: { files: false } }),
    call('PATCH', path, { settings: { include_bots: false } }),
    call('POST', `${path}/backfill`, { backfill_days: 7 }),
  ]);
  expect((await call('GET', path)).body.settings).toMatchObject({
    files: false,
    include_bots: false,
    poll_seconds: 60,
    backfill_days: 7,
  });
  expect((await call('PATCH', path, { settings: { channels: ['#nowhere'] } })).status).toBe(422);
  expect((await call('PATCH', path, { settings: { mode: 'realtime' } })).status).toBe(422);
});

test('[MAP-9] a template is changed until the first write, then refused with the engine’s reason', async () => {
  const { body: made } = await create();
  const next = `${here.ann.scope}/team:all/channel:{channel}`;
  const change = { settings: { scope_template: next } };
  expect((await call('PATCH', `/${made.id}`, change)).body.settings.scope_template).toBe(next);
  await here.fixture.server.pool.query(
    `insert into ledger_value (tenant, connector, name, value) values ($1, $2, 'scope_template', $3)`,
    [here.ann.tenant, uuidOf('con', made.id), next],
  );
  const back = { settings: { scope_template: made.settings.scope_template } };
  const refused = await call('PATCH', `/${made.id}`, back);
  expect(refused).toMatchObject({ status: 409, body: { details: { reason: 'template_changed' } } });
  expect(refused.body.message).toMatch(/delete it .*connect the workspace again/);
});

test('[MGD-3] a channel that Slack no longer shows may stay, and may be left out', async () => {
  const { body: made } = await create({ channels: ['#ropes', '#legal'] });
  const legal = idOf('legal') ?? '';
  here.fixture.sandbox.world.leave(legal, here.fixture.sandbox.app.botUserId);
  await call('POST', `/${made.id}/check`);
  const channels = [legal, idOf('general')];
  const kept = await call('PATCH', `/${made.id}`, { settings: { channels } });
  expect(kept.body.settings.channels).toEqual([idOf('general'), legal]);
  const [only] = channels.toReversed();
  const { body } = await call('PATCH', `/${made.id}`, { settings: { channels: [only] } });
  expect(body.settings.channels).toEqual([only]);
});

test('[MGD-3] a rotated token is stored at once, and is of the same workspace', async () => {
  const { body: made } = await create();
  const path = `/${made.id}/credentials`;
  const sealed = async () =>
    (
      await here.fixture.server.pool.query<{ id: string; token: Buffer; scopes: string[] }>(
        'select id, token, scopes from slack_installation where tenant = $1',
        [here.ann.tenant],
      )
    ).rows[0];
  const scopes = ['channels:read', 'channels:history'];
  const next = here.fixture.sandbox.token({ scopes });
  expect((await call('PUT', path, { token: next })).status).toBe(200);
  const row = await sealed();
  expect(here.fixture.server.ctx.sealer.open(`slack-token:${row?.id}`, row?.token as Buffer)).toBe(
    next,
  );
  expect(row?.scopes).toEqual(scopes);
  expect(await epochOf(made)).toBe(2);

  expect((await call('PUT', path, { token: 'xoxb-unknown-one' })).body.error_code).toBe(
    'SLACK_REFUSED',
  );
  here.fixture.sandbox.world.changeTeam({ id: 'T0OTHER', name: 'Other Works', domain: 'other' });
  const other = await call('PUT', path, { token: here.fixture.sandbox.token() });
  expect(other).toMatchObject({ status: 409, body: { details: { reason: 'workspace_changed' } } });
  expect(other.body.message).toMatch(/Other Works/);
  expect((await sealed())?.token).toEqual(row?.token);
  expect((await call('PUT', path, {})).status).toBe(422);
});

test('[MGD-3] what real time needs is not taken away from under it', async () => {
  const { body: made } = await create({ mode: 'realtime' }, { signing_secret: 'a'.repeat(32) });
  const path = `/${made.id}/credentials`;
  const refused = await call('PUT', path, { signing_secret: null });
  expect(refused).toMatchObject({
    status: 409,
    body: { details: { reason: 'realtime needs it' } },
  });
  const swapped = { signing_secret: null, app_token: here.fixture.sandbox.appToken };
  expect((await call('PUT', path, swapped)).body.realtime).toMatchObject({
    source: 'socket',
    has_signing_secret: false,
  });
});

test('[MGD-3] a check takes a revoked installation up again, and knows what was granted since', async () => {
  const { sandbox, server } = here.fixture;
  const { body: made } = await call('POST', '', {
    ...here.fixture.body(here.ann),
    token: sandbox.token({ scopes: ['channels:read', 'channels:history'] }),
  });
  await server.pool.query(
    `update slack_installation set state = 'revoked', reason = 'Slack refuses the token.'
     where tenant = $1`,
    [here.ann.tenant],
  );
  expect((await call('GET', `/${made.id}`)).body).toMatchObject({
    state: 'failed',
    sentence: 'Slack refuses the token.',
  });
  expect((await call('POST', `/${made.id}/check`)).body).toMatchObject({ ok: true });
  expect((await call('GET', `/${made.id}`)).body.state).toBe('waiting');
});

test('[MGD-3] a backfill is asked for again, with another window if one is given', async () => {
  const { body: made } = await create();
  const { body } = await call('POST', `/${made.id}/backfill`, { backfill_days: 90 });
  expect(body.settings.backfill_days).toBe(90);
  const { rows } = await here.fixture.server.pool.query(
    `select name from ledger_value where tenant = $1 and connector = $2`,
    [here.ann.tenant, uuidOf('con', made.id)],
  );
  expect(rows).toEqual([{ name: 'reread' }]);
  expect(await epochOf(made)).toBe(2);
});

test('[MGD-3] a change is told: to the workers, and to whoever follows the base scope', async () => {
  const { pool } = here.fixture.server;
  const { body: made } = await create();
  const told: string[] = [];
  const listener = await pool.connect();
  listener.on('notification', ({ payload }) => told.push(payload ?? ''));
  await listener.query('listen belay_connectors');
  await call('POST', `/${made.id}/pause`);
  await call('PATCH', `/${made.id}`, { settings: { files: false } });
  await expect.poll(() => told.length).toBe(2);
  listener.release(true);
  const { rows } = await pool.query(
    `select (select array_agg(id::text) from slack_installation where tenant = $1) as installations,
       (select jsonb_agg(jsonb_build_array(scope, payload) order by xid, seq) from lifecycle
        where tenant = $1 and kind = 'connector_changed') as rows`,
    [here.ann.tenant],
  );
  const scope = `${here.ann.scope}/source:slack`;
  expect(told).toEqual([rows[0].installations[0], rows[0].installations[0]]);
  expect(rows[0].rows).toEqual(
    ['create', 'pause', 'change'].map((what) => [scope, { connector_id: made.id, what }]),
  );
});
