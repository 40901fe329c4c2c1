import { expect, it } from 'vitest';
import { CortexDouble } from '../testing/cortex-double.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { SlackDouble } from '../testing/slack-double.ts';
import { syncFixture } from '../testing/sync-fixture.ts';
import { TestClock } from '../testing/test-clock.ts';
import { sync } from './sync.ts';

it('[KEY-4] what was prepared is sent with the same bytes, whatever is renamed meanwhile', async () => {
  const clock = new TestClock();
  const workspace = new SlackDouble(clock);
  workspace.addChannel('C1', 'engineering');
  workspace.addPerson('U1', 'Ada', 'ada@acme.example');
  workspace.post('C1', '1773570600.000100', 'pinned');
  const memory = new CortexDouble();
  const ledger = new MemoryLedger();
  const sent: string[] = [];
  memory.capture = async (writes) => {
    sent.push(...writes.map(({ body }) => body));
    throw new Error('the process dies with the answer on its way');
  };
  const ports = { workspace, memory, ledger, clock };
  await expect(sync({ org: 'acme', since: 0 }, ports)).rejects.toThrow('dies');
  expect(await ledger.intents(10)).toHaveLength(1);

  const [person] = workspace.peopleList;
  if (person) person.email = 'countess@acme.example';
  const survivor = new CortexDouble();
  await sync({ org: 'acme', since: 0 }, { ...ports, memory: survivor });
  expect(survivor.events.map(({ body }) => body)).toEqual(sent);
  expect(await ledger.intents(10)).toEqual([]);
});

it('[KEY-4] a write that was under way two days ago is looked for before it is sent again', async () => {
  const { workspace, memory, clock, ledger, ports } = syncFixture();
  workspace.post('C1', '1773570600.000100', 'once');
  const answer = memory.capture.bind(memory);
  memory.capture = async (writes) => {
    await answer(writes);
    throw new Error('the process dies with the answer on its way');
  };
  await expect(sync({ org: 'acme', since: 0 }, ports)).rejects.toThrow('dies');
  clock.advance(2 * 24 * 60 * 60_000);
  // a memory whose keys have lived their day
  memory.byKey = async () => undefined;
  memory.capture = async (writes) => {
    throw new Error(`sent again: ${writes.length}`);
  };
  const report = await sync({ org: 'acme', since: 0 }, ports);
  expect(report.outcome).toBe('done');
  expect(memory.texts).toEqual(['once']);
  expect(await ledger.intents(10)).toEqual([]);
});

it('[MAP-6] what an edit replaced is forgotten, also when the process dies with the answer', async () => {
  const { workspace, memory, clock, run } = syncFixture();
  const message = workspace.post('C1', '1773570600.000100', 'before');
  await run({ edits: 'replace' });
  clock.advance(60_000);
  Object.assign(message, { text: 'after', edited: { ts: '1773570660.000000' } });
  const capture = memory.capture.bind(memory);
  memory.capture = async (writes) => {
    await capture(writes);
    throw new Error('the process dies with the answer on its way');
  };
  await expect(run({ edits: 'replace' })).rejects.toThrow('dies');
  memory.capture = capture;
  // history stands certified: only the intent can tell of the old version
  await run({ edits: 'replace', audit: 'quick' });
  expect(memory.texts).toEqual(['after']);
});
