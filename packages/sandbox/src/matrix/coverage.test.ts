import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openMethods } from '../api/answer-call.ts';
import { registry, statusOf } from '../api/registry.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { EventTimes } from '../events/event.ts';
import { tell } from '../events/tell.ts';
import { methods } from '../oracle/oracle.ts';
import { startSandbox } from '../start-sandbox.ts';
import { causeEverything } from '../testing/cause-everything.ts';
import { World } from '../world/world.ts';
import { coverageDocument } from './coverage-document.ts';
import { emittedEvents } from './emitted-events.ts';

const clock = new VirtualClock(Date.UTC(2026, 10, 2, 9));
const sandbox = await startSandbox({ clock });
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

type Json = Record<string, unknown>;

async function ask(method: string, args: Json = {}, token = sandbox.botToken): Promise<Json> {
  const response = await fetch(`${sandbox.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: new URLSearchParams(
      Object.entries(args).map(([name, value]): [string, string] => [name, String(value)]),
    ),
  });
  // every answer of the sandbox's Web API is an object
  return (await response.json()) as Json;
}

/** Errors that come before a method sees its arguments, or that every method may answer. */
const always = ['invalid_arguments', 'invalid_auth', 'not_authed', 'internal_error'];

const served = [...registry.keys()];
const missing = Object.keys(methods).filter((name) => statusOf(name) === 'missing');

test('[SBX-1] the coverage document says what the code does', async () => {
  const path = join(import.meta.dirname, '../../../../docs/coverage-sandbox.md');
  await expect(coverageDocument()).toMatchFileSnapshot(path);
});

test('[SBX-1] every method that is served stands in the oracle', () => {
  expect(served.filter((name) => !methods[name])).toEqual([]);
});

test.each(missing)('[SBX-1] %s is missing and says so', async (name) => {
  const answer = await ask(name);
  expect(answer).toMatchObject({ ok: false, error: 'unknown_method' });
  expect(JSON.stringify(answer)).toContain('does not serve this yet');
});

test.each(served)('[SBX-1] %s: no token, a wrong one, a dead one, no scope', async (name) => {
  if (name === 'api.test') return expect(await ask(name, {}, '')).toMatchObject({ ok: true });
  if (openMethods.has(name)) return expect(await ask(name, {}, '')).toMatchObject({ ok: false });
  expect(await ask(name, {}, '')).toMatchObject({ ok: false, error: 'not_authed' });
  expect(await ask(name, {}, 'xoxb-wrong')).toMatchObject({ error: 'invalid_auth' });
  for (const failure of ['account_inactive', 'token_revoked', 'token_expired']) {
    const dead = sandbox.token();
    sandbox.world.failToken(dead, failure);
    expect(await ask(name, {}, dead)).toMatchObject({ error: failure });
  }
  const needed = methods[name]?.scopes.bot ?? [];
  if (needed.length === 0) return;
  const poor = await ask(name, {}, sandbox.token({ scopes: ['nothing:read'] }));
  expect(poor).toMatchObject({
    error: 'missing_scope',
    needed: needed.join(','),
    provided: 'nothing:read',
  });
});

test.each(served)('[SBX-1] %s: required, mistyped and unknown arguments', async (name) => {
  const rules = methods[name];
  for (const required of rules?.required ?? []) {
    const answer = await ask(name, {});
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(JSON.stringify(answer)).toContain(`missing required field: ${required}`);
  }
  const filled = Object.fromEntries((rules?.required ?? []).map((arg) => [arg, 'X']));
  const typed = Object.entries(rules?.args ?? {}).find(
    ([, rule]) => rule?.type === 'integer' || rule?.type === 'number',
  );
  if (typed)
    expect(await ask(name, { ...filled, [typed[0]]: 'many' })).toMatchObject({
      ok: false,
      error: 'invalid_arguments',
    });
  const own = sandbox.token();
  const answer = await ask(name, { ...filled, surprise: 'yes' }, own);
  if (answer.ok !== true) expect([...always, ...(rules?.errors ?? [])]).toContain(answer.error);
});

test('[SBX-1] every event that the world can cause is told under its name', () => {
  const world = new World(clock);
  const told = new Set(['url_verification', 'app_rate_limited']);
  const times = new EventTimes();
  const view = {
    world,
    asOf: Number.POSITIVE_INFINITY,
    baseUrl: 'http://127.0.0.1',
    reactionUsers: 50,
  };
  world.onChange((change) => {
    for (const { name, event } of tell(view, change, times)) {
      expect(event.event_ts).toMatch(/^\d{10}\.\d{6}$/);
      told.add(name);
    }
  });
  const app = world.installApp({ name: 'Belay' });
  causeEverything(world, app);
  world.issueToken({ value: 't', kind: 'bot', appId: app.id, userId: app.botUserId, scopes: [] });
  world.uninstallApp(app.id);
  expect([...told].sort()).toEqual(emittedEvents);
});
