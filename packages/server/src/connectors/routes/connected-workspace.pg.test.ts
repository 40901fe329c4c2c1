import type { ConnectorView } from '@belay/contract/connector';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicId } from '../../memory/ids.ts';
import { type InstallWorld, installWorld } from '../../slack-app/testing/install-world.ts';

let w: InstallWorld;
let installation_id = '';
beforeAll(async () => {
  w = await installWorld();
});
beforeEach(async () => {
  await w.reset();
  // somebody reads already, or will: the consent asks for what reading needs, too
  w.sandbox.world.addChannel({ name: 'rope', members: [w.mara, w.sandbox.app.botUserId] });
  expect(await w.add()).toBe('connected');
  installation_id = publicId('sin', (await w.installs())[0]?.id ?? '');
});
afterAll(() => w.close());

const call = async (path: string, body: object, headers = {}) => {
  const answer = await w.owner.call('POST', path, body, headers);
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown> & ConnectorView & ErrorBody,
  };
};
const wish = (mode = 'polling') => ({
  ...{ kind: 'slack', installation_id },
  settings: { channels: 'all_public', scope_template: 'org:acme/channel:{channel}', mode },
});

test('[INS-5] a workspace that agents brought in is chosen for a connector, without a token', async () => {
  const checked = await call('/v1/connectors/slack/check', { installation_id });
  expect(checked.body).toMatchObject({ ok: true, app_id: w.sandbox.app.id });
  const listed = await call('/v1/connectors/slack/channels', { installation_id, query: 'rop' });
  expect(listed.body).toMatchObject({ items: [{ name: 'rope' }] });
  const token = (await w.installs())[0]?.token;
  const made = await call('/v1/connectors', wish('realtime'));
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    workspace: { team_id: w.sandbox.world.team.current.id },
    // the server’s app proves what Slack sends
    realtime: { source: 'http', has_signing_secret: true },
  });
  expect(JSON.stringify(made.body)).not.toContain('xox');
  const rows = await w.installs();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.token).toEqual(token);
  const list = await w.owner.call('GET', '/v1/slack/installations');
  expect(await list.json()).toMatchObject({
    items: [{ agents: [{ id: w.agent.id }], connectors: [{ id: made.body.id }] }],
  });
  expect((await call(`/v1/connectors/${made.body.id}/check`, {})).body).toMatchObject({ ok: true });
});

test('[INS-2] where a connector is, consent asks for what reading needs, too', async () => {
  await call('/v1/connectors', wish());
  const scopes = new URL(await w.begin()).searchParams.get('scope')?.split(',');
  expect(scopes).toEqual(
    expect.arrayContaining(['chat:write', 'reactions:read', 'channels:history']),
  );
});

test('[INS-5] one of token, connector and workspace is named', async () => {
  for (const body of [{}, { installation_id, token: 'xoxb-some-token' }])
    expect((await call('/v1/connectors/slack/check', body)).status).toBe(422);
  const { installation_id: _, ...none } = wish();
  expect((await call('/v1/connectors', none)).status).toBe(422);
});

test('[INS-3] another tenant’s workspace is as unknown as none', async () => {
  const made = await w.owner.call('POST', '/v1/tenants', { name: 'Other' });
  const { id } = (await made.json()) as { id: string };
  const there = { 'x-belay-tenant': id };
  expect((await call('/v1/connectors/slack/check', { installation_id }, there)).status).toBe(404);
});

test('[INS-4] a workspace that was disconnected brings no connector, and one that it had says so', async () => {
  const { body } = await call('/v1/connectors', wish());
  await w.owner.call('POST', `/v1/slack/installations/${installation_id}/disconnect`, {
    confirm: true,
  });
  const shown = await w.owner.call('GET', `/v1/connectors/${body.id}`);
  expect(await shown.json()).toMatchObject({
    ...{ state: 'failed', sentence: expect.stringMatching(/disconnected here/) },
  });
  expect((await call('/v1/connectors/slack/check', { installation_id })).status).toBe(422);
  // and goes on once the workspace is back
  expect(await w.add()).toBe('connected');
  const again = await w.owner.call('GET', `/v1/connectors/${body.id}`);
  expect(((await again.json()) as ConnectorView).state).toBe('waiting');
});

test('[INS-3] a connector reads one workspace: an organisation’s install is refused in words', async () => {
  await w.reset();
  w.sandbox.world.changeTeam({ enterpriseId: 'E0ROPES', enterpriseName: 'Ropes United' });
  await w.add({ where: 'org' });
  const id = publicId('sin', (await w.installs())[0]?.id ?? '');
  const { status, body } = await call('/v1/connectors/slack/check', { installation_id: id });
  expect(status).toBe(409);
  expect(body.message).toMatch(/several workspaces/);
});
