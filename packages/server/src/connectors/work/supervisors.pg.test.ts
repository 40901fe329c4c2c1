import { randomUUID } from 'node:crypto';
import { systemClock } from '@belay/sandbox/clock/system-clock';
import { afterEach, expect, test } from 'vitest';
import { startWorkers, type Workers } from './start-workers.ts';
import type { MadeConnector } from './testing/make-connector.ts';
import {
  eventually,
  quickTiming,
  type WorkedWorkspace,
  workedWorkspace,
} from './testing/worked-workspace.ts';
import type { WorkTiming } from './work-timing.ts';

let at: WorkedWorkspace;
const started: Workers[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((workers) => workers.stop()));
  await at?.close();
});

function supervisor(timing: WorkTiming = quickTiming, owner: string = randomUUID()): Workers {
  const workers = startWorkers(at.server.ctx, timing, owner);
  started.push(workers);
  return workers;
}

/** A process whose clock stands still: it neither renews nor notices that its time is over. */
const frozen: WorkTiming = {
  ...quickTiming,
  lease: { ...quickTiming.lease, leaseMs: 400, elapsed: () => 0 },
};

const say = (text: string) => at.sandbox.world.post({ channel: at.rope, user: at.person, text });
const fenceOf = async ({ installation }: MadeConnector) => {
  const { rows } = await at.pool.query<{ fence: number; owner: string | null }>(
    'select fence, owner from lease where installation = $1',
    [installation],
  );
  return rows[0];
};

test('[MGD-5] a process frozen past its lease brings nothing more: another one has read it all, once', async () => {
  // its first page is on the way until another one has read it all
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const sleep = () => {
    asked.resolve();
    return answered.promise;
  };
  at = await workedWorkspace(false, { clock: { ...systemClock, sleep } });
  for (let n = 0; n < 20; n++) say(`said ${n}`);
  const made = await at.connect({ mode: 'realtime' });
  at.sandbox.faults.add({ kind: 'slow', method: 'conversations.history', ms: 1, times: 1 });
  const late = supervisor(frozen, '00000000-0000-4000-8000-000000000001');
  await asked.promise;
  supervisor(quickTiming, '00000000-0000-4000-8000-000000000002');
  const texts = await eventually(
    () => at.texts(made),
    (found) => found.length === 20,
  );
  expect(new Set(texts).size).toBe(20);
  expect(await fenceOf(made)).toEqual({
    fence: 2,
    owner: '00000000-0000-4000-8000-000000000002',
  });
  answered.resolve();
  // the late page meets the fence, and its process lets go of what is not its own
  await eventually(
    async () => late.held,
    (held) => held.length === 0,
  );
  expect((await at.texts(made)).toSorted()).toEqual(texts.toSorted());
  await eventually(
    () => at.pool.query('select from ledger_intent where tenant = $1', [made.tenant]),
    ({ rowCount }) => rowCount === 0,
  );
  expect((await fenceOf(made))?.fence).toBe(2);
});

test('[MGD-5] stopped in order, a process hands over within a second and leaves its limits behind', async () => {
  at = await workedWorkspace(false);
  say('before');
  const made = await at.connect({ mode: 'realtime' });
  const slow = {
    ...quickTiming,
    lease: { ...quickTiming.lease, leaseMs: 60_000, sweepMs: 60_000 },
  };
  const first = supervisor(slow);
  await eventually(
    () => at.status(made),
    ({ state }) => state === 'live',
  );
  const second = supervisor(slow);
  await first.stop();
  await eventually(
    async () => second.held,
    (held) => held.length === 1,
  );
  const { rows } = await at.pool.query<{ rate: { isFinal: boolean; state: object } }>(
    'select rate_state as rate from slack_installation where id = $1',
    [made.installation],
  );
  expect(rows[0]?.rate.state).toMatchObject({ methods: { 'conversations.history': {} } });
  say('after');
  await at.pool.query(
    `insert into delivery_gap (tenant, connector, reason, audit, since)
     values ($1, $2, 'reconnected', 'quick', now())`,
    [made.tenant, made.connector],
  );
  await at.tell(made);
  await eventually(
    () => at.texts(made),
    (texts) => texts.includes('after'),
  );
});

test('[MGD-3] a deletion that was cut off is gone on with by the next process', async () => {
  at = await workedWorkspace(false);
  for (let n = 0; n < 30; n++) say(`said ${n}`);
  const made = await at.connect();
  const first = supervisor();
  await eventually(
    () => at.texts(made),
    (texts) => texts.length === 30,
  );
  await first.stop();
  // as a kill leaves it in the middle: half forgotten, the rows still there
  await at.pool.query(`update connector set wanted = 'deleting', forgets = true where id = $1`, [
    made.connector,
  ]);
  await at.pool.query(`delete from ledger_message where tenant = $1`, [made.tenant]);
  supervisor();
  await eventually(
    () => at.pool.query('select from connector where id = $1', [made.connector]),
    ({ rowCount }) => rowCount === 0,
  );
  expect(await at.texts(made)).toEqual([]);
});

test('[SEC-2] what a worker writes for one tenant no other sees', async () => {
  at = await workedWorkspace(quickTiming);
  say('of both');
  const one = await at.connect();
  const other = await at.connect();
  await at.tell(one);
  await at.tell(other);
  for (const made of [one, other]) {
    await eventually(
      () => at.texts(made),
      (texts) => texts.length === 1,
    );
    const { rows } = await at.pool.query<{ scope: string; caller: string }>(
      'select distinct scope, caller from event where tenant = $1',
      [made.tenant],
    );
    expect(rows).toEqual([
      { scope: `${made.rootScope}/source:slack/channel:rope`, caller: made.actor },
    ]);
  }
});

test('[MGD-2] a template that leads out of the tenant’s own scopes is never written to', async () => {
  at = await workedWorkspace(quickTiming);
  say('nowhere');
  const made = await at.connect({ scope_template: 'org:somebody-else/channel:{channel}' });
  await at.tell(made);
  const status = await eventually(
    () => at.status(made),
    ({ state }) => state === 'failed',
  );
  expect(status.reason).toContain(made.rootScope);
  expect(await at.texts(made)).toEqual([]);
});
