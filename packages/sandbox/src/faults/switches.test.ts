import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, switches, faults, limiter, events, client, room } = await sandboxFixture({
  limits: 'tiers',
});
const on = () => switches.all.filter(({ isOn }) => isOn).map(({ id }) => id);

test('[SBX-4] each switch breaks one thing, and one button mends them all', async () => {
  expect(on()).toEqual([]);
  for (const { id } of switches.all) switches.flip(id, true);
  expect(on()).toEqual(switches.all.map(({ id }) => id));
  expect(faults.active).toHaveLength(switches.all.length - 4);
  switches.mend();
  expect(on()).toEqual([]);
  expect(limiter.mode).toBe('tiers');
  expect(await client().auth.test()).toMatchObject({ ok: true });
});

test('[SBX-4] a switch that is on already is not on twice; a script may turn it off', () => {
  switches.flip('slow', true);
  switches.flip('slow', true);
  expect(faults.active).toHaveLength(1);
  faults.clear();
  expect(on()).toEqual([]);
  switches.flip('clamped', true);
  switches.flip('revoked', true);
  sandbox.reset();
  expect([on(), limiter.mode]).toEqual([[], 'tiers']);
});

test('[SBX-4] a revoked token is told to the app, answers so, and lives again when mended', async () => {
  const { mara, channel } = room();
  const told: string[] = [];
  const stop = events.listen(({ name }) => told.push(name));
  switches.flip('revoked', true);
  await expect(client().auth.test()).rejects.toThrow('token_revoked');
  world.post({ channel: channel.id, user: mara.id, text: 'unheard' });
  switches.flip('revoked', false);
  world.post({ channel: channel.id, user: mara.id, text: 'heard' });
  stop();
  expect(told).toEqual(['tokens_revoked', 'message.channels']);
  expect(await client().auth.test()).toMatchObject({ ok: true });
});

test('[SBX-4] what people let in is revoked, too; a token that died otherwise stays dead', () => {
  const { tokens } = world;
  const consented = sandbox.token();
  const dead = sandbox.token();
  world.failToken(dead, 'account_inactive');
  switches.flip('revoked', true);
  expect(tokens.get(consented)?.failure).toBe('token_revoked');
  switches.flip('revoked', false);
  expect([tokens.get(consented)?.failure, tokens.get(dead)?.failure]).toEqual([
    undefined,
    'account_inactive',
  ]);
  expect(on()).toEqual([]);
});
