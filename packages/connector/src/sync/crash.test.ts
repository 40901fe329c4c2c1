import type { SlackFile } from '@belay/slack/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CortexDouble } from '../testing/cortex-double.ts';
import { Crash, crashing, Fuse } from '../testing/crashing.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { SlackDouble } from '../testing/slack-double.ts';
import { TestClock } from '../testing/test-clock.ts';
import { sync } from './sync.ts';

const options = { org: 'acme', since: 0 };

function world(clock: TestClock): SlackDouble {
  const slack = new SlackDouble(clock);
  slack.pageSize = 4;
  slack.addPerson('U1', 'Ada', 'ada@acme.example');
  slack.addChannel('C1', 'engineering');
  slack.addChannel('C2', 'product');
  const file: SlackFile = {
    id: 'F1',
    name: 'a.txt',
    mimetype: 'text/plain',
    size: 5,
    mode: 'hosted',
    urlPrivate: 'https://files.slack.com/F1',
    created: 0,
  };
  slack.bytes.set('F1', 'hello');
  for (let i = 10; i < 20; i++) slack.post('C1', `17735706${i}.000100`, `m${i}`);
  slack.post('C2', '1773570600.000100', '', { files: [file] });
  slack.post('C2', '1773570601.000100', 'liked', {
    reactions: [{ emoji: 'tada', count: 1, users: ['U1'] }],
  });
  slack.reply('C2', '1773570600.000100', '1773570602.000100', 'on the file');
  for (let i = 10; i < 16; i++)
    slack.reply('C1', '1773570612.000100', `17735707${i}.000100`, `r${i}`);
  slack.reply('C1', '1773570613.000100', '1773570800.000100', 'broadcast', { isBroadcast: true });
  return slack;
}

/** What is in the memory, without the event ids, which depend on the order of writing. */
function contents(memory: CortexDouble): string[] {
  const keyOf = new Map(memory.events.map((e) => [e.eventId, e.experience.idempotency_key]));
  return memory.events
    .map(({ body }) => body.replaceAll(/evt_[0-9a-f]{32}/g, (id) => keyOf.get(id) ?? id))
    .toSorted();
}

async function wholeRun() {
  const clock = new TestClock();
  const memory = new CortexDouble();
  const fuse = new Fuse(Number.MAX_SAFE_INTEGER);
  const ports = [world(clock), memory, new MemoryLedger()] as const;
  const [workspace, held, ledger] = ports.map((port) => crashing(port, fuse));
  expect(held).toBeDefined();
  // the proxies keep the types of what they stand for
  await sync(options, {
    workspace: workspace as SlackDouble,
    memory: held as CortexDouble,
    ledger: ledger as MemoryLedger,
    clock,
  });
  return { contents: contents(memory), calls: Number.MAX_SAFE_INTEGER - fuse.left };
}

it('[SYN-3] killed at any step, any number of times: nothing lost, nothing twice', async () => {
  const whole = await wholeRun();
  expect(whole.contents.length).toBe(21);
  const kills = fc.array(fc.integer({ min: 1, max: whole.calls }), { minLength: 1, maxLength: 4 });
  const everySingle = Array.from({ length: whole.calls }, (_, i): [number[]] => [[i + 1]]);
  await fc.assert(
    fc.asyncProperty(kills, async (fuses) => {
      const clock = new TestClock();
      const slack = world(clock);
      const memory = new CortexDouble();
      const ledger = new MemoryLedger();
      for (const length of fuses) {
        const fuse = new Fuse(length);
        try {
          await sync(options, {
            workspace: crashing(slack, fuse),
            memory: crashing(memory, fuse),
            ledger: crashing(ledger, fuse),
            clock,
          });
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
        }
        clock.advance(60_000);
      }
      const last = await sync(options, { workspace: slack, memory, ledger, clock });
      expect(last.outcome).toBe('done');
      expect(contents(memory)).toEqual(whole.contents);
      expect(await ledger.intents(1)).toEqual([]);
    }),
    { numRuns: whole.calls + 100, examples: everySingle },
  );
}, 120_000);
