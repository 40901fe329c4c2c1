import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type { Figure } from './figure.ts';
import { openSyncStage } from './sync-stage.ts';

const small = 10_000;
const large = 100_000;

interface Run {
  seconds: number;
  peakMiB: number;
  requests: number;
  bound: number;
}

/**
 * A first sync by the command itself, in a process of its own: from a sandbox without limits, through
 * HTTP, until the last message can be recalled.
 */
export async function benchSync(): Promise<Figure[]> {
  const warm = await measure(small);
  const full = await measure(large);
  const allowed = warm.peakMiB * 1.2;
  const ceiling = Math.floor(full.bound * 1.02 + 10);
  return [
    {
      name: `messages from sandbox to indexed (${large})`,
      value: Math.round(large / full.seconds),
      unit: 'messages/s',
    },
    {
      name: 'requests to Slack against the bound',
      value: full.requests,
      unit: 'requests',
      baseline: full.bound,
      ratio: full.requests / full.bound,
      goal: `≤ 1.02 × bound + 10 = ${ceiling}`,
      holds: full.requests <= ceiling,
    },
    {
      name: `peak memory at ${large} messages against ${small}`,
      value: Math.round(full.peakMiB),
      unit: 'MiB',
      baseline: Math.round(warm.peakMiB),
      ratio: full.peakMiB / warm.peakMiB,
      goal: '≤ 1.2',
      holds: full.peakMiB <= allowed,
    },
  ];
}

async function measure(messages: number): Promise<Run> {
  const stage = await openSyncStage(messages);
  try {
    await stage.run('cortexdb', ['init']);
    const begun = performance.now();
    const peakMiB = await stage.run('cortexdb-sync', ['sync', 'slack']);
    // the indexer goes in order: once this one is found, all before it are
    await stage.run('cortexdb', ['experience', 'the last one', '--wait', 'indexed']);
    const seconds = (performance.now() - begun) / 1000;
    const { sandbox } = stage;
    return { seconds, peakMiB, requests: sandbox.calls.total.calls, bound: lowerBound(sandbox) };
  } finally {
    await stage.close();
  }
}

const historyPage = 999;
const repliesPerPage = 998;
const usersPage = 1000;
/** auth.test, one page of channels, team.info, usergroups.list: what any workspace needs */
const lookUps = 4;

/** The fewest requests that can read this workspace (the bound of SYN-2). */
function lowerBound(sandbox: Sandbox): number {
  const { channels, users } = sandbox.truth.now();
  let requests = lookUps + Math.ceil(users.length / usersPage);
  for (const channel of channels) {
    requests += Math.max(1, Math.ceil(channel.messages.length / historyPage));
    for (const thread of Object.values(channel.threads))
      requests += Math.max(1, Math.ceil((thread.length - 1) / repliesPerPage));
  }
  return requests;
}
