import type { WorkspaceIdentity } from '@belay/slack/model';
import type { Bell } from '../bell.ts';
import type { Frame } from '../map/frame.ts';
import { dependsOnMessage, type ScopeTemplate } from '../map/scope-template.ts';
import type {
  ChannelRecord,
  Chunk,
  Clock,
  Debt,
  Ledger,
  LedgerBatch,
  Memory,
  Workspace,
} from '../ports.ts';
import { redactor } from '../redact/redactor.ts';
import type { Audit, SyncOptions } from './options.ts';
import type { PeopleBook } from './people-book.ts';
import type { Tally } from './tally.ts';

/** The rules of one run, every default filled in. */
export interface Rules {
  includeBots: boolean;
  deletes: 'forget' | 'keep';
  edits: 'version' | 'replace';
  files: boolean;
  fileCap: number;
  patienceMs: number;
  /** channels read at once, and debts of each kind */
  channelsAtOnce: number;
  debtsAtOnce: number;
  redact: NonNullable<SyncOptions['redact']>;
  audit: Audit;
  /** pages that this run may read again, and for how long threads, ms */
  auditPages: number;
  threadAuditMs: number;
  /** ms; messages older than this are forgotten (MAP-11) */
  retentionMs: number;
}

/** a page has up to 999 messages: few, for flat memory */
const defaultChannelsAtOnce = 4;
/** a thread has a few: many, so that they share a pass (measured: 3 times as quick) */
const defaultDebtsAtOnce = 16;
const threadAuditMs = { quick: 0, history: 2 * 60_000, full: Number.POSITIVE_INFINITY };
const dayMs = 24 * 60 * 60_000;
const defaultFileCap = 32 * 1024 * 1024;
const defaultPatienceMs = 10 * 60_000;

export function rulesOf(options: SyncOptions): Rules {
  const audit = options.audit ?? 'history';
  return {
    includeBots: options.includeBots ?? false,
    deletes: options.deletes ?? 'forget',
    edits: options.edits ?? 'version',
    files: options.files ?? true,
    fileCap: options.fileCap ?? defaultFileCap,
    patienceMs: options.patienceMs ?? defaultPatienceMs,
    channelsAtOnce: Math.max(1, options.channelsAtOnce ?? defaultChannelsAtOnce),
    debtsAtOnce: Math.max(1, options.debtsAtOnce ?? defaultDebtsAtOnce),
    audit,
    auditPages: audit === 'quick' ? 0 : (options.auditPages ?? Number.POSITIVE_INFINITY),
    threadAuditMs:
      audit === 'full' ? threadAuditMs.full : (options.threadAuditMs ?? threadAuditMs[audit]),
    retentionMs: (options.retentionDays ?? Number.POSITIVE_INFINITY) * dayMs,
    redact: options.redact ?? redactor({}),
  };
}

/** Everything that the parts of one run share. */
export interface Run {
  rules: Rules;
  identity: WorkspaceIdentity;
  template: ScopeTemplate;
  /** counts its requests into the tally */
  workspace: Workspace;
  memory: Memory;
  ledger: Ledger;
  clock: Clock;
  book: PeopleBook;
  tally: Tally;
  channels: Map<string, ChannelRecord>;
  /** certificates of the channels of this run; written whole with every change */
  chunks: Map<string, Chunk[]>;
  /** rings when debts were added or work ended */
  bell: Bell;
  /** channels came or changed: the next run has to look which are followed */
  recast: boolean;
  /** units of work under way: while there are any, debts can still be added */
  active: { count: number };
  /** certificates of this audit are from `since` on, ms; `pagesLeft`: what may be read again */
  audit: { since: number; pagesLeft: number };
  stop: StopSwitch;
}

/** Ends a run early: by the user at a safe point, or by a failure that nothing survives. */
export class StopSwitch {
  readonly #controller = new AbortController();
  cause: 'stopped' | 'failed' | undefined;
  /** what nobody expected, and ended the run */
  fault: { error: unknown } | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isThrown(): boolean {
    return this.#controller.signal.aborted;
  }

  /** What is thrown on account of an earlier stop is no fault. */
  fail(error: unknown): void {
    if (!this.isThrown) this.fault = { error };
    this.throw('failed');
  }

  throw(cause: 'stopped' | 'failed'): void {
    this.cause ??= cause;
    this.#controller.abort(new DOMException(`sync ${cause}`, 'AbortError'));
  }
}

/** Commits, and wakes the lanes when there is something new to do. */
export async function commit(run: Run, batch: LedgerBatch): Promise<void> {
  await run.ledger.commit(batch);
  if (batch.debts && batch.debts.length > 0) run.bell.ring();
}

export function frameOf(run: Run, channel: ChannelRecord): Frame {
  return {
    domain: run.identity.domain,
    channel: {
      id: channel.channelId,
      name: channel.name,
      scopeName: channel.scopeName,
      keyChannelId: channel.keyChannelId,
      keyTeamId: channel.keyTeamId,
    },
    template: run.template,
    names: run.book.names,
    person: (id) => run.book.person(id),
    redact: (text) => {
      const redacted = run.rules.redact(text);
      run.tally.counts.redacted += redacted.count;
      return redacted;
    },
  };
}

/** Whether the scope of a message has to be kept to find its events again. */
export function keepsScopes(run: Run): boolean {
  return dependsOnMessage(run.template);
}

/** The detail of a thread's debt: read it even if its replies seem to be known. */
export const wholeThread = 'whole';

/** What a debt of one message has to know of its thread: where the message is looked for. */
export function inThread(threadTs: string | undefined): { detail?: string } {
  return threadTs === undefined ? {} : { detail: JSON.stringify({ threadTs }) };
}

/** A debt with its fixed name, due now. */
export function debt(
  run: Run,
  owed: Pick<Debt, 'kind' | 'channelId' | 'ts'> & Partial<Debt> & { of?: string },
): Debt {
  const { of, ...rest } = owed;
  return {
    id: [owed.kind, owed.channelId, owed.ts, ...(of === undefined ? [] : [of])].join(':'),
    due: run.clock.now(),
    attempts: 0,
    priority: owed.ts,
    ...rest,
  };
}
