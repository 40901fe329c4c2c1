import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { secretName } from '../../connectors/installation/installation-secrets.ts';
import { createPool } from '../../db/create-pool.ts';
import { whileHeld } from '../../testing/while-held.ts';
import { heldSlack } from '../testing/held-slack.ts';
import { type InstallWorld, installWorld, type StoredInstall } from '../testing/install-world.ts';
import { installationAccess, installationToken } from './installation-token.ts';
import { refreshToken } from './refresh-token.ts';
import { renewTokens } from './sweep-installations.ts';
import { verifyInstallation } from './verify-installation.ts';

let w: InstallWorld;
beforeAll(async () => {
  w = await installWorld();
});
beforeEach(async () => {
  await w.reset();
  w.sandbox.oauth.configure({ hasRotation: true });
  await w.add();
});
afterAll(() => w.close());

const minute = 60_000;
const row = async () => (await w.installs())[0] as StoredInstall;
const tokenNow = async () => {
  const { tenant, id } = await row();
  return installationToken(w.server.ctx, tenant, id);
};
const refreshes = () => w.sandbox.calls.of('oauth.v2.access').calls;
const works = async (token: string) =>
  (
    (await (
      await fetch(`${w.sandbox.apiUrl}auth.test`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      })
    ).json()) as { ok: boolean }
  ).ok;
/** The token runs out in that long; below 0 Slack refuses it. */
const runsOutIn = async (ms: number) => {
  const { tenant, id } = await row();
  const at = Date.now() + ms;
  const value = await tokenNow().catch(() => undefined);
  const known = value === undefined ? undefined : w.sandbox.world.tokens.get(value);
  if (known) w.sandbox.world.issueToken({ ...known, expiresAt: at });
  await w.server.pool.query(
    'update slack_installation set token_expires_at = $3 where tenant = $1 and id = $2',
    [tenant, id, new Date(at)],
  );
};
/** Other processes, each with connections of its own. */
const processes = (n: number) =>
  Array.from({ length: n }, () => ({
    ...w.server.ctx,
    pool: createPool(w.server.databaseUrl, () => {}, 2),
  }));
const sweep = () => renewTokens(w.server.ctx, w.server.ctx.stopping);

test('[INS-3] a token that is renewed while the one before is found dead stays', async () => {
  const { tenant, id } = await row();
  const attempt = { signal: w.server.ctx.stopping, attempt: 1, isLast: false };
  const refused = { kind: 'error', method: 'auth.test', error: 'token_revoked' } as const;
  w.sandbox.faults.add({ ...refused, times: 1 });
  await whileHeld(
    w.server.pool,
    (db) =>
      db.query('update slack_installation set token = $2 where id = $1', [
        id,
        w.server.ctx.sealer.seal(secretName.token(id), 'xoxe.xoxb-renewed'),
      ]),
    () => verifyInstallation(w.server.ctx, { tenant, installation: id }, attempt),
  );
  expect(await row()).toMatchObject({ state: 'active' });
  expect(await tokenNow()).toBe('xoxe.xoxb-renewed');
  // and is tried itself
  const { rows } = await w.server.pool.query(
    `select from graphile_worker._private_jobs where key = $1`,
    [`verify_slack:${id}`],
  );
  expect(rows).toHaveLength(1);
  w.sandbox.faults.add({ ...refused, times: 1 });
  await verifyInstallation(w.server.ctx, { tenant, installation: id, again: true }, attempt);
  expect(await row()).toMatchObject({ state: 'revoked' });
});

test('[INS-3] tokens of a rotating app are kept with what renews them, sealed', async () => {
  const stored = await row();
  expect(stored.token_expires_at?.getTime()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
  for (const sealed of [stored.token, stored.refresh_token])
    expect(sealed?.toString('latin1')).not.toContain('xox');
});

test('[INS-3] nothing is renewed before its time, and everything half an hour before its end', async () => {
  const before = await tokenNow();
  const asked = refreshes();
  await sweep();
  expect(refreshes()).toBe(asked);
  await runsOutIn(29 * minute);
  await sweep();
  expect(refreshes()).toBe(asked + 1);
  const after = await tokenNow();
  expect(after).not.toBe(before);
  expect(await works(after)).toBe(true);
});

test('[INS-3] many processes that need an expired token renew it once, and all have the new one', async () => {
  await runsOutIn(-minute);
  const asked = refreshes();
  const { tenant, id } = await row();
  const others = processes(6);
  const tokens = await Promise.all(
    [...others, ...others].map((ctx) => installationToken(ctx, tenant, id)),
  );
  await Promise.all(others.map(({ pool }) => pool.end()));
  expect(new Set(tokens).size).toBe(1);
  expect(await works(tokens[0] ?? '')).toBe(true);
  expect(refreshes()).toBe(asked + 1);
});

test('[INS-3] an answer that is lost is asked for again: the old refresh token still counts', async () => {
  await runsOutIn(-minute);
  // the work is done, then the connection breaks
  w.sandbox.faults.add({ kind: 'late_write', method: 'oauth.v2.access', ms: 0, times: 1 });
  expect(await works(await tokenNow())).toBe(true);
  expect(await row()).toMatchObject({ refresh_failures: 0, state: 'active' });
});

test('[INS-3] a process that died in the middle is succeeded, in time', async () => {
  await runsOutIn(-minute);
  const { tenant, id, refresh_token } = await row();
  const claimedFor = (time: string) =>
    w.server.pool.query(
      `update slack_installation set refresh_by = gen_random_uuid(),
         refresh_until = clock_timestamp() + $3::interval where tenant = $1 and id = $2`,
      [tenant, id, time],
    );
  // it claimed the row, and had Slack’s answer, which it took to its grave
  await claimedFor('1 hour');
  const plain = w.server.ctx.sealer.open(`slack-refresh:${id}`, refresh_token as Buffer);
  w.sandbox.oauth.refresh(plain);
  expect(await refreshToken(w.server.ctx, tenant, id)).toBe('busy');
  const next = tokenNow();
  await claimedFor('0 s');
  expect(await works(await next)).toBe(true);
});

test('[INS-3] an answer that comes late changes nothing that is newer', async () => {
  await runsOutIn(-minute);
  const { tenant, id } = await row();
  const slow = await heldSlack(w.sandbox.apiUrl);
  try {
    const late = refreshToken({ ...w.server.ctx, slackApiUrl: () => slow.apiUrl }, tenant, id);
    await slow.asked;
    // somebody adds it to Slack meanwhile
    expect(await w.add()).toBe('connected');
    const installed = await tokenNow();
    slow.letGo();
    expect(await late).toBe('busy');
    expect(await tokenNow()).toBe(installed);
  } finally {
    await slow.close();
  }
});

test('[INS-3] while Slack is away a token that still works is used, and nobody waits for long', async () => {
  await runsOutIn(3 * minute);
  const before = await tokenNow();
  await runsOutIn(3 * minute);
  for (let i = 0; i < 3; i++)
    w.sandbox.faults.add({ kind: 'http', method: 'oauth.v2.access', status: 503, times: 1 });
  const now = await tokenNow();
  expect(await works(now)).toBe(true);
  expect(now).toBe(before);
  expect(await row()).toMatchObject({ state: 'active', refresh_failures: 0 });
});

test('[INS-3] [NTF-5] refused renewals are counted while the token lives; then it is revoked, in words', async () => {
  await runsOutIn(20 * minute);
  w.sandbox.faults.add({
    ...{ kind: 'error', method: 'oauth.v2.access', error: 'invalid_refresh_token' },
  });
  const restless = `update slack_installation set refresh_until = null where tenant = $1`;
  for (let i = 0; i < 4; i++) {
    await sweep();
    await w.server.pool.query(restless, [w.owner.tenant]);
  }
  expect(await row()).toMatchObject({
    ...{ state: 'active', refresh_failures: 4, refresh_error: 'invalid_refresh_token' },
  });
  expect(await works(await tokenNow())).toBe(true);
  await runsOutIn(-1);
  await sweep();
  expect(await row()).toMatchObject({
    ...{ state: 'revoked', token: null, refresh_token: null },
    reason: expect.stringMatching(/Add the app to Slack again/),
  });
  await expect(tokenNow()).rejects.toMatchObject({
    ...{ code: 'SLACK_REFUSED', details: { slack_error: 'token_revoked' } },
  });
  // who was told there is told there again, once it is back
  w.sandbox.faults.clear();
  expect(await w.add()).toBe('connected');
  expect(await w.binding()).toMatchObject({ installation: (await row()).id });
});

test('[INS-3] a refusal rests for a while before Slack is asked again', async () => {
  await runsOutIn(20 * minute);
  w.sandbox.faults.add({
    ...{ kind: 'error', method: 'oauth.v2.access', error: 'invalid_refresh_token' },
  });
  const asked = refreshes();
  await sweep();
  await sweep();
  await sweep();
  expect(refreshes()).toBe(asked + 1);
});

test('[INS-3] a token that Slack refuses before its time is renewed on request, once', async () => {
  const { tenant, id } = await row();
  const refused = await tokenNow();
  const asked = refreshes();
  const again = await Promise.all([
    installationAccess(w.server.ctx, tenant, id, { refused }),
    installationAccess(w.server.ctx, tenant, id, { refused }),
  ]);
  expect((await installationAccess(w.server.ctx, tenant, id, { refused })).token).not.toBe(refused);
  expect(again.some(({ token }) => token !== refused)).toBe(true);
  expect(refreshes()).toBe(asked + 1);
});
