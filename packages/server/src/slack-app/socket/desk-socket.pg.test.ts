import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { secretName } from '../../connectors/installation/installation-secrets.ts';
import { eventually } from '../../testing/eventually.ts';
import { type InstallWorld, installWorld, type StoredInstall } from '../testing/install-world.ts';
import { keepDeskSocket } from './keep-desk-socket.ts';
import { SocketKeeper } from './socket-keeper.ts';

let w: InstallWorld;
beforeAll(async () => {
  w = await installWorld({
    env: { SLACK_CLIENT_ID: '', SLACK_CLIENT_SECRET: '', SLACK_SIGNING_SECRET: '' },
    sandbox: { isInstalled: true },
  });
});
let stop = new AbortController();
let kept: Promise<void>[] = [];
const end = async () => {
  stop.abort();
  await Promise.all(kept);
  stop = new AbortController();
  kept = [];
};
beforeEach(() => w.reset());
afterEach(end);
afterAll(() => w.close());

const open = () => w.sandbox.sockets.connections.length;
const keep = ({ tenant, id }: Pick<StoredInstall, 'tenant' | 'id'>) => {
  const own = new AbortController();
  stop.signal.addEventListener('abort', () => own.abort());
  kept.push(keepDeskSocket(w.server.ctx, { tenant, installation: id }, own.signal));
  return own;
};
const row = async () => (await w.installs())[0] as StoredInstall;
const unbind = (agent = w.agent) =>
  w.owner.call('POST', `/v1/agents/${agent.id}/slack/disconnect`, {});
const heard = async () =>
  (
    await w.server.pool.query<{ heard: boolean }>(
      'select bool_or(heard_at is not null) as heard from slack_installation',
    )
  ).rows[0]?.heard;

/** The workspace came by an app of the organisation’s own, which hears over sockets. */
const byOwnApp = async () => {
  const { oauth, appToken: app_token } = w.sandbox;
  const stored = await w.owner.call('PUT', '/v1/slack/app', {
    ...{ client_id: oauth.clientId, client_secret: oauth.clientSecret, app_token },
  });
  expect(stored.status).toBe(200);
  expect(await w.add()).toBe('connected');
  return row();
};
/** The same app in another workspace, for an agent of its own. */
const elsewhere = async (): Promise<StoredInstall> => {
  const first = await row();
  const agent = await w.addAgent(w.owner.tenant);
  const { rows } = await w.server.pool.query<StoredInstall>(
    `insert into slack_installation (tenant, id, team_id, team_name, domain, url, app_id, bot_id,
       bot_user_id, scopes, token, app, is_desk)
     select tenant, $2, 'T0SECOND', 'Second', 'second', url, app_id, bot_id, bot_user_id, scopes,
       $3, app, true from slack_installation where id = $1 returning *`,
    // after the first in order
    [first.id, `ffffffff${randomUUID().slice(8)}`, Buffer.from('sealed')],
  );
  const second = rows[0] as StoredInstall;
  await w.server.pool.query(
    `insert into slack_binding (tenant, agent, installation, team_id, settings)
     values ($1, $2, $3, 'T0SECOND', '{}')`,
    [w.owner.tenant, agent.uuid, second.id],
  );
  return second;
};

test('[INS-5] an app-level token that was pasted is heard by the holder of the lease, without a connector', async () => {
  const { botToken: token, appToken: app_token } = w.sandbox;
  const pasted = await w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/tokens`, {
    token,
    app_token,
  });
  expect(pasted.status).toBe(200);
  keep(await row());
  await eventually(open).toBe(1);
  const channel = w.sandbox.world.addChannel({
    name: 'rope',
    members: [w.mara, w.sandbox.app.botUserId],
  });
  w.sandbox.world.post({ channel: channel.id, user: w.mara, text: 'hello' });
  await eventually(heard).toBe(true);
  await unbind();
  await eventually(open).toBe(0);
});

test('[INS-5] without a binding nobody opens a socket; a lost lease closes it', async () => {
  const stored = await byOwnApp();
  const holder = keep(stored);
  await eventually(open).toBe(1);
  holder.abort();
  await eventually(open).toBe(0);
});

test('[INS-5] an app’s token serves all of its workspaces over one connection, and another takes over', async () => {
  const first = await byOwnApp();
  const second = await elsewhere();
  keep(first);
  keep(second);
  await eventually(open).toBe(1);
  const marked = async () =>
    (
      await w.server.pool.query<{ team_id: string }>(
        'select team_id from slack_installation where connected_at is not null order by team_id',
      )
    ).rows.map(({ team_id }) => team_id);
  await eventually(marked).toEqual([second.team_id, first.team_id].sort());
  const [before] = w.sandbox.sockets.connections;
  w.sandbox.faults.add({ kind: 'http', method: 'apps.uninstall', status: 503 });
  await unbind();
  await eventually(() =>
    w.sandbox.sockets.connections.filter((one) => one !== before),
  ).toHaveLength(1);
  await eventually(open).toBe(1);
});

test('[INS-5] a token that was sealed for another row opens nothing, and harms nobody', async () => {
  const { botToken: token, appToken: app_token } = w.sandbox;
  await w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/tokens`, { token, app_token });
  const stored = await row();
  await w.server.pool.query('update slack_installation set app_token = $1', [
    w.server.ctx.sealer.seal(secretName.appToken(randomUUID()), app_token),
  ]);
  keep(stored);
  await end();
  expect(open()).toBe(0);
});

test('[MGD-4] when the agents’ socket takes over from the connectors’, these look at Slack once more', async () => {
  const { botToken: token, appToken: app_token } = w.sandbox;
  const made = await w.owner.call('POST', '/v1/connectors', {
    ...{ kind: 'slack', token, app_token },
    settings: {
      ...{ channels: 'all_public', scope_template: 'org:acme/channel:{channel}', mode: 'realtime' },
    },
  });
  expect(made.status).toBe(201);
  const { tenant, id: installation } = await row();
  const keeper = new SocketKeeper(w.server.ctx, { tenant, installation }, 'connectors');
  try {
    await keeper.adjust();
    await eventually(open).toBe(1);
    const pasted = { token, app_token };
    await w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/tokens`, pasted);
    await keeper.adjust();
    await eventually(open).toBe(0);
    keep(await row());
    await eventually(open).toBe(1);
    const { rows } = await w.server.pool.query<{ reason: string }>(
      'select reason from delivery_gap',
    );
    expect(rows).toEqual([{ reason: 'reconnected' }]);
  } finally {
    await keeper.close();
  }
});
