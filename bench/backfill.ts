import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Backfill, Limits, Reference } from './backfill-run.ts';
import type { Figure } from './figure.ts';

interface Case {
  name: string;
  limits: Limits;
  reference: Reference;
}

const small: Reference = { channels: 20, items: 100_000, threads: 10_000, users: 200 };
const large: Reference = { channels: 200, items: 1_000_000, threads: 100_000, users: 2_000 };
/** 69 days of virtual time: a tenth of it shows the same, the ratios don't depend on the length */
const tenth: Reference = { ...large, items: large.items / 10, threads: large.threads / 10 };

const quick: Case[] = [
  { name: 'Small', limits: 'tiers', reference: small },
  { name: 'Small', limits: 'clamped', reference: small },
];
const cases: Case[] = [
  ...quick,
  { name: 'W', limits: 'tiers', reference: large },
  { name: 'W at a tenth of its messages', limits: 'clamped', reference: tenth },
];

/** the largest workspace lies in this process as objects: 2.7 GiB measured */
const heapMiB = 6_144;
const allowedRejections: Record<Limits, number> = { tiers: 0, clamped: 2 };

/**
 * A first sync of the reference workspaces on a virtual clock, with the real client and engine
 * against the sandbox's limits: requests and time beside the least that is possible (SYN-2).
 * `--small` leaves the large workspace out; `--whole` runs it clamped without cutting it down.
 */
export async function benchBackfill(args: string[]): Promise<Figure[]> {
  const whole: Case = { name: 'W', limits: 'clamped', reference: large };
  const figures: Figure[] = [];
  for (const one of args.includes('--small') ? quick : cases) {
    const isCut = one.reference === tenth && args.includes('--whole');
    const chosen = isCut ? whole : one;
    figures.push(...figuresOf(chosen, await run(chosen)));
  }
  return figures;
}

type Measured = Backfill & { peakMiB: number };

function run({ reference, limits }: Case): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'backfill-case.ts'), {
      execArgv: [`--max-old-space-size=${heapMiB}`],
    });
    child.once('message', (result) => resolve(result as Measured));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a backfill ended with ${code}`)));
    child.send({ reference, limits });
  });
}

function figuresOf({ name, limits }: Case, measured: Measured): Figure[] {
  const { requests, rejected, wallMs, least, peakMiB } = measured;
  const label = `${name}, ${limits === 'tiers' ? 'documented tiers' : 'clamped'}`;
  const most = Math.floor(least.requests * 1.02 + 10);
  const allowed = allowedRejections[limits];
  const hours = (ms: number) => ms / 3_600_000;
  return [
    {
      name: `${label}: requests against N_min`,
      value: requests,
      unit: 'requests',
      baseline: least.requests,
      ratio: requests / least.requests,
      goal: `≤ 1.02 × N_min + 10 = ${most}`,
      holds: requests <= most,
    },
    {
      name: `${label}: virtual time against the rate-limit bound`,
      value: hours(wallMs),
      unit: 'h',
      baseline: hours(least.ms),
      ratio: wallMs / least.ms,
      goal: '≤ 1.03',
      holds: wallMs <= least.ms * 1.03,
    },
    {
      name: `${label}: rejected calls`,
      value: rejected,
      unit: 'calls',
      goal: `≤ ${allowed}`,
      holds: rejected <= allowed,
    },
    { name: `${label}: peak memory with the sandbox in it`, value: peakMiB, unit: 'MiB' },
  ];
}
