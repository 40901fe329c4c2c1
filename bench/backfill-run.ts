import { SqliteLedger } from '@belay/cli/ledger/sqlite-ledger';
import type { Memory, PreparedWrite } from '@belay/connector/ports';
import type { SyncReport } from '@belay/connector/progress';
import { sync } from '@belay/connector/sync/sync';
import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { fetchSandbox } from '@belay/sandbox/fetch-sandbox';
import { type OpenSandbox, openSandbox } from '@belay/sandbox/open-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { passTime } from '@belay/slack/testing/pass-time';

/** A workspace as the peers are measured on: `M` items of channel history, `T` threads of 4. */
export interface Reference {
  channels: number;
  /** served by channel history */
  items: number;
  threads: number;
  users: number;
}

export type Limits = 'tiers' | 'clamped';

export interface Backfill {
  requests: number;
  rejected: number;
  /** virtual ms */
  wallMs: number;
  /** the fewest requests that can read this workspace, and the least ms that Slack's limits allow */
  least: { requests: number; ms: number };
  report: SyncReport;
}

const repliesPerThread = 4;
const start = Date.UTC(2026, 10, 2, 9);
const days = 5 * 365;
/** virtual ms from a request to its answer */
const latencyMs = 200;

/** A first sync of a workspace in this process: the real client and engine, on a virtual clock. */
export async function runBackfill(reference: Reference, limits: Limits): Promise<Backfill> {
  const clock = new VirtualClock(start);
  const sandbox = openSandbox({ clock, limits });
  sandbox.settle('http://sandbox.example');
  const { items, threads, channels, users } = reference;
  const messages = items + threads * repliesPerThread;
  // rounded up by less than a message, so that the floor below gives the very number
  const replies = (threads * repliesPerThread + 0.5) / messages;
  const members = [sandbox.app.botUserId];
  sandbox.world.seedMany({ messages, channels, users, replies, days, members });

  const line = new Line(sandbox, clock);
  const workspace = new SlackWorkspace({
    token: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    clock,
    random: () => 0.5,
    fetch: line.fetch,
  });
  const memory = new CountingMemory();
  const ledger = new SqliteLedger(':memory:');
  const ports = { workspace, memory, ledger, clock };
  const options = { org: 'bench', since: 0, audit: 'quick' } as const;
  const report = await passTime(clock, sync(options, ports), () => line.isBusy);
  await ledger.close();
  if (report.outcome !== 'done' || memory.captured !== messages)
    throw new Error(`${memory.captured} of ${messages} captured, the run was ${report.outcome}`);
  const { calls, refused } = sandbox.calls.total;
  const wallMs = line.lastAnswer - start;
  return { requests: calls, rejected: refused, wallMs, least: leastFor(sandbox, limits), report };
}

/** The way to the sandbox: each answer takes its virtual time. */
class Line {
  lastAnswer = start;
  #busy = 0;
  readonly fetch: typeof fetch;

  constructor(sandbox: OpenSandbox, clock: VirtualClock) {
    const inner = fetchSandbox(sandbox);
    this.fetch = async (input, init) => {
      await clock.sleep(latencyMs / 2);
      this.#busy += 1;
      const response = await inner(input, init).finally(() => {
        this.#busy -= 1;
      });
      await clock.sleep(latencyMs / 2);
      this.lastAnswer = clock.now();
      return response;
    };
  }

  get isBusy(): boolean {
    return this.#busy > 0;
  }
}

/** A memory that takes everything and keeps nothing but the count: the bench is about Slack. */
class CountingMemory implements Memory {
  captured = 0;

  async capture(writes: PreparedWrite[]) {
    return writes.map(() => {
      this.captured += 1;
      const eventId = `evt_${this.captured.toString(16).padStart(32, '0')}`;
      return { outcome: 'captured', eventId, replayed: false, forgotten: false } as const;
    });
  }

  async list() {
    return { events: [] };
  }

  async byKey() {
    return undefined;
  }

  async putBlob(): Promise<never> {
    throw new Error('there are no files here');
  }

  async forget(): Promise<never> {
    throw new Error('nothing was deleted here');
  }
}

/** auth.test and usergroups.list: what any workspace needs beside its listings */
const lookUps = 2;
const listPage = 999;

/** N_min and the wall of its slowest method: methods run beside each other (SYN-2). */
function leastFor({ world }: OpenSandbox, limits: Limits): Backfill['least'] {
  const [page, perMinute] = limits === 'clamped' ? [15, 1] : [999, 50];
  let history = 0;
  let replies = 0;
  for (const { timeline } of world.rooms.values()) {
    history += Math.max(1, Math.ceil(timeline.inChannel.length / page));
    for (const { ts } of timeline.inChannel) {
      const count = timeline.replies(ts).length;
      if (count > 0) replies += Math.ceil(count / (page - 1));
    }
  }
  const channels = Math.ceil(world.rooms.size / listPage);
  const people = Math.ceil(world.users.size / listPage);
  const minutes = Math.max(history / perMinute, replies / perMinute, channels / 20, people / 20);
  return { requests: lookUps + channels + people + history + replies, ms: minutes * 60_000 };
}
