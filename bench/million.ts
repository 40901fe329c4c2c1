import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Figure } from './figure.ts';
import { openSyncStage, type SyncStage } from './sync-stage.ts';

const mebibyte = 1024 * 1024;
const longestWaitMs = 60_000;

/**
 * A million messages by the command itself, killed in the middle: what its files weigh, how much
 * memory it takes beside a hundred thousand, and how soon the next run goes on.
 */
export async function benchMillion([given]: string[]): Promise<Figure[]> {
  const messages = Number(given ?? 1_000_000);
  const tenth = await peakOf(messages / 10);
  const stage = await openSyncStage(messages);
  try {
    await stage.run('cortexdb', ['init']);
    await killedHalfway(stage, messages / 2);
    const goesOn = await goesOnWithin(stage);
    const peak = await stage.run('cortexdb-sync', ['sync', 'slack', '--json']);
    const begun = performance.now();
    await stage.run('cortexdb-sync', ['sync', 'slack', '--json']);
    const again = (performance.now() - begun) / 1000;
    return [
      ...sizes(stage).map(([name, bytes]) => ({
        name: `${name} at ${messages} messages`,
        value: bytes / mebibyte,
        unit: 'MiB',
      })),
      { name: 'after kill -9: start to the first page captured', value: goesOn, unit: 's' },
      { name: 'a second run that finds nothing new', value: again, unit: 's' },
      {
        name: `peak memory at ${messages} messages against ${messages / 10}`,
        value: peak,
        unit: 'MiB',
        baseline: tenth,
        ratio: peak / tenth,
        goal: '≤ 1.2',
        holds: peak <= tenth * 1.2,
      },
    ];
  } finally {
    await stage.close();
  }
}

async function peakOf(messages: number): Promise<number> {
  const stage = await openSyncStage(messages);
  try {
    await stage.run('cortexdb', ['init']);
    return await stage.run('cortexdb-sync', ['sync', 'slack', '--json']);
  } finally {
    await stage.close();
  }
}

/** Starts a sync and kills it with everything it started, once so many experiences are captured. */
async function killedHalfway(stage: SyncStage, captured: number): Promise<void> {
  await watch(stage, (line) => capturedIn(line) >= captured);
}

async function goesOnWithin(stage: SyncStage): Promise<number> {
  const begun = performance.now();
  await watch(stage, (line) => line.type === 'tick' && capturedIn(line) > 0);
  return (performance.now() - begun) / 1000;
}

interface Line {
  type?: string;
  counts?: { messages?: number; replies?: number };
}

function capturedIn({ counts }: Line): number {
  return (counts?.messages ?? 0) + (counts?.replies ?? 0);
}

async function watch(stage: SyncStage, until: (line: Line) => boolean): Promise<void> {
  const child = stage.start('cortexdb-sync', ['sync', 'slack', '--json']);
  const ended = new Promise((resolve) => child.on('close', resolve));
  if (!child.stdout || child.pid === undefined) throw new Error('the command did not start');
  const late = setTimeout(() => child.kill('SIGKILL'), longestWaitMs * 20);
  for await (const text of createInterface({ input: child.stdout })) {
    if (!until(JSON.parse(text) as Line)) continue;
    // its own group: the launcher and the program behind it
    process.kill(-child.pid, 'SIGKILL');
    break;
  }
  clearTimeout(late);
  await ended;
}

/** Files by name, with what SQLite keeps beside one counted in. */
function sizes({ home }: SyncStage): [string, number][] {
  const bytes = new Map<string, number>();
  for (const file of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    const at = statSync(join(home, file));
    const name = file.startsWith('ledgers') ? 'ledger' : file;
    if (at.isFile()) bytes.set(name, (bytes.get(name) ?? 0) + at.size);
  }
  return [...bytes].filter(([name]) => name === 'ledger' || name === 'connectors-state.json');
}
