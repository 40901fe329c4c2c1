import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../../context.ts';
import type { Try } from '../../../jobs/tasks.ts';
import { eventually } from '../../../testing/eventually.ts';
import { quickOutbox } from '../outbox/testing/quick-outbox.ts';
import { runLine } from './line/run-line.ts';
import { runHeard } from './store/run-heard.ts';
import { type HearWorld, hearWorld, type OpenCase } from './testing/hear-world.ts';
import { Died, mortalContext } from './testing/mortal-context.ts';

let world: HearWorld;
beforeAll(async () => {
  // nobody works but the test: every job is run by hand, and dies where the test says
  world = await hearWorld({ jobs: false, outbox: quickOutbox });
});
afterAll(() => world.close());

/** Dozens of deaths each, on a busy machine. */
const patience = 300_000;

const attempt: Try = { signal: new AbortController().signal, attempt: 1, isLast: false };

/** The jobs that what was heard caused, as the queue would run them. */
async function work(ctx: Context): Promise<void> {
  const { pool } = world.server;
  const { rows: heard } = await pool.query<{ tenant: string; installation: string; id: string }>(
    `select tenant, installation, id from slack_heard
     where settled_at is null and id not like 'echo:%' order by n`,
  );
  for (const one of heard) await runHeard(ctx, one, attempt);
  const { rows: due } = await pool.query<{ tenant: string; line: string }>(
    `select tenant, id as line from slack_line where fate = 'waiting' order by ts`,
  );
  for (const one of due) await runLine(ctx, one, attempt);
}

/** Runs it as often as it takes, dying one statement later each time; answers how often it died. */
async function dyingEverywhere(begin: (n: number) => Promise<void>, step = 1): Promise<number> {
  for (let n = 0; ; n += step) {
    await begin(n);
    try {
      await work(mortalContext(world.server.ctx, n));
      return n;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      await work(world.server.ctx);
    }
  }
}

const heardNow = async () =>
  (
    await world.server.pool.query<{ n: number }>(
      `select count(*)::int as n from slack_heard
       where settled_at is null and id not like 'echo:%'`,
    )
  ).rows[0]?.n;

test(
  '[TKO-4] killed at every line between Slack and the visitor: each reply once, in order',
  async () => {
    const one = await claimedByHand();
    const died = await dyingEverywhere(async (n) => {
      world.type(world.ann.slack, one, `line ${n}`);
      await eventually(heardNow).toBe(1);
    });
    expect(died).toBeGreaterThan(15);
    const wanted = Array.from({ length: died + 1 }, (_, n) => `line ${n}`);
    expect(await world.read(one)).toEqual(wanted);
  },
  patience,
);

test(
  '[TKO-4] killed at every line of a note, an edit and a deletion: none is lost, none is doubled',
  async () => {
    const one = await claimedByHand();
    const notes = await dyingEverywhere(async (n) => {
      world.type(world.ann.slack, one, `! note ${n}`);
      await eventually(heardNow).toBe(1);
    });
    expect(await world.notes(one)).toEqual(
      Array.from({ length: notes + 1 }, (_, n) => `note ${n}`),
    );

    const ts = world.type(world.ann.slack, one, 'first');
    await eventually(heardNow).toBe(1);
    await work(world.server.ctx);
    const edits = await dyingEverywhere(async (n) => {
      world.sandbox.world.edit(one.channel, ts, { text: `edit ${n}` });
      await eventually(heardNow).toBe(1);
    });
    expect(await world.read(one)).toEqual([`edit ${edits}`]);
    const deletions = await dyingEverywhere(async (n) => {
      const gone = world.type(world.ann.slack, one, `gone ${n}`);
      await eventually(heardNow).toBe(1);
      await work(world.server.ctx);
      world.sandbox.world.delete(one.channel, gone);
      await eventually(heardNow).toBe(1);
    });
    expect(await world.read(one)).toEqual([`edit ${edits}`]);
    for (const died of [notes, edits, deletions]) expect(died).toBeGreaterThan(8);
  },
  patience,
);

test(
  '[TKO-1] killed at every line of a takeover: one claim, by who clicked',
  async () => {
    const cases: OpenCase[] = [];
    const died = await dyingEverywhere(async () => {
      const one = await world.open();
      cases.push(one);
      await world.press(world.ann.slack, { channel: one.channel, ts: one.root }, 'take');
      await eventually(heardNow).toBe(1);
    });
    expect(died).toBeGreaterThan(10);
    for (const one of cases) {
      expect(await world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
      const { rows } = await world.server.pool.query(
        `select from message where conversation = $1 and line ->> 'code' = 'joined'`,
        [one.conversation],
      );
      expect(rows).toHaveLength(1);
    }
  },
  patience,
);

async function claimedByHand(): Promise<OpenCase> {
  const one = await world.open();
  await world.press(world.ann.slack, { channel: one.channel, ts: one.root }, 'take');
  await eventually(heardNow).toBe(1);
  await work(world.server.ctx);
  expect(await world.state(one)).toMatchObject({ owner: 'Ann' });
  return one;
}
