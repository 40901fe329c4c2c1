import { type PollPlan, pollPlan } from '../poll/poll-plan.ts';
import type { Ledger, Workspace } from '../ports.ts';
import type { SyncReport } from '../progress.ts';
import type { SyncOptions, SyncPorts } from './options.ts';
import { sync } from './sync.ts';

const auditPagesPerMinute = 5;
/** of the time, and of the requests for history */
const auditShare = 0.1;
const hourMs = 60 * 60_000;
const minuteMs = 60_000;

export interface WatchOptions extends SyncOptions {
  /**
   * From the end of one cycle to the start of the next, ms. With a doorbell that time is spent at
   * work: deliveries are taken as they come.
   */
  intervalMs: number;
}

/**
 * `sync` again and again until the signal stops it. Where Slack's limit is too low to read every
 * channel in every cycle, the busy ones are read more often, and each has its true freshness told.
 */
export async function watch(options: WatchOptions, ports: SyncPorts): Promise<SyncReport> {
  const { intervalMs } = options;
  const turns = new Turns(intervalMs);
  for (let cycle: SyncOptions = options; ; ) {
    const report = await sync(ports.doorbell ? { ...cycle, attendMs: intervalMs } : cycle, ports);
    if (report.outcome === 'failed' || ports.signal?.aborted) return report;
    try {
      if (!ports.doorbell) await ports.clock.sleep(intervalMs, ports.signal);
    } catch (error) {
      if (ports.signal?.aborted) return { ...report, outcome: 'stopped' };
      throw error;
    }
    const poll = await turns.next(ports);
    cycle = { ...options, ...auditOf(intervalMs), ...(poll ? { poll } : {}) };
  }
}

/** What a cycle after the first spends on reading again. */
function auditOf(intervalMs: number): Pick<SyncOptions, 'audit' | 'auditPages' | 'threadAuditMs'> {
  return {
    audit: 'history',
    auditPages: Math.ceil((intervalMs / minuteMs) * auditPagesPerMinute),
    threadAuditMs: intervalMs * auditShare,
  };
}

/** Whose turn it is, cycle by cycle. */
class Turns {
  readonly #intervalMs: number;
  readonly #due = new Map<string, number>();
  #told = '';

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Ids of the channels to read in this cycle; undefined for all of them. */
  async next({ workspace, ledger, clock, report }: SyncPorts): Promise<Set<string> | undefined> {
    const perMinute = budgetOf(workspace);
    const channels = (await ledger.channels()).filter(({ state }) => state === 'active');
    const fits = (channels.length * minuteMs) / this.#intervalMs;
    if (perMinute === undefined || fits <= perMinute * (1 - auditShare)) return undefined;
    const now = clock.now();
    const expected = await Promise.all(
      channels.map(async ({ channelId, target }) => ({
        id: channelId,
        perHour: await perHour(ledger, channelId, (now - Number(target) * 1000) / hourMs),
      })),
    );
    const plan = pollPlan(expected, perMinute, auditShare);
    const told = plan.channels.map(({ id, everyMs }) => `${id} ${Math.round(everyMs)}`).join();
    if (told !== this.#told)
      report?.({
        type: 'polling',
        channels: channels.map(({ channelId, name }, index) => ({
          channelId,
          name,
          everyMs: Math.max(this.#intervalMs, plan.channels[index]?.everyMs ?? 0),
        })),
      });
    this.#told = told;
    return this.#take(plan, now);
  }

  #take({ channels }: PollPlan, now: number): Set<string> {
    const turn = new Set<string>();
    for (const { id, firstMs, everyMs } of channels) {
      const due = this.#due.get(id) ?? now + firstMs;
      const isDue = due < now + this.#intervalMs;
      if (isDue) turn.add(id);
      this.#due.set(id, isDue ? Math.max(due, now) + everyMs : due);
    }
    return turn;
  }
}

function budgetOf(workspace: Workspace): number | undefined {
  return workspace.historyPerMinute?.();
}

/** Messages an hour so far, over the time that was read. */
async function perHour(ledger: Ledger, channelId: string, hours: number): Promise<number> {
  const { messages } = await ledger.counts(channelId);
  return messages / Math.min(Math.max(hours, 1), 30 * 24);
}
