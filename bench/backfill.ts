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
/** 69 virtual days of W are cut to seven: as many channels, a tenth of what is said in them */
const tenth: Reference = { ...large, items: large.items / 10, threads: large.threads / 10 };

const smallCases: Case[] = [
  { name: 'Small', limits: 'tiers', reference: small },
  { name: 'Small', limits: 'clamped', reference: small },
];
const largeTiers: Case = { name: 'W', limits: 'tiers', reference: large };
const largeClamped: Case = { name: 'W', limits: 'clamped', reference: large };
const tenthClamped: Case = {
  name: 'W at a tenth of its messages',
  limits: 'clamped',
  reference: tenth,
};

/** the largest workspace lies in this process as objects: 2.7 GiB measured */
const heapMiB = 6_144;
const allowedRejections: Record<Limits, number> = { tiers: 0, clamped: 2 };

/**
 * A first sync of the reference workspaces on a virtual clock, with the real client and engine
 * against the sandbox's limits: requests and time beside the least that is possible (SYN-2).
 * `--small` leaves the large workspace out; `--whole` runs it clamped without cutting it down.
 */
export async function benchBackfill(args: string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const one of casesFor(args)) figures.push(...figuresOf(one, await run(one)));
  return figures;
}

function casesFor(args: readonly string[]): Case[] {
  if (args.includes('--small')) return smallCases;
  const clamped = args.includes('--whole') ? largeClamped : tenthClamped;
  return [...smallCases, largeTiers, clamped];
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
