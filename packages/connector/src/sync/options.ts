import type { Bell } from '../bell.ts';
import type { Clock, Ledger, Memory, Workspace } from '../ports.ts';
import type { Progress } from '../progress.ts';

/** Cuts secrets and personal data out of a text before it leaves the mapper (MAP-10). */
export type Redact = (text: string) => { text: string; count: number };

export interface SyncOptions {
  /** names, `#names` or ids; undefined: all public channels */
  channels?: readonly string[];
  /** default `org:<org>/source:slack/channel:{channel}` (MAP-9) */
  scopeTemplate?: string;
  /** the id of the token scope's first segment, for the default template */
  org: string;
  includeBots?: boolean;
  /** oldest moment of the backfill, ms since the epoch; 0 for everything; default 30 days ago */
  since?: number;
  /** a deletion in Slack forgets (default) or keeps what was captured (MAP-6) */
  deletes?: 'forget' | 'keep';
  /** an edit adds a version (default), or forgets the one before after it (MAP-6) */
  edits?: 'version' | 'replace';
  /** false leaves file bytes alone */
  files?: boolean;
  /** bytes; default 32 MiB */
  fileCap?: number;
  redact?: Redact;
  /** ids of the channels whose history is read in this run; default all that are followed */
  poll?: ReadonlySet<string>;
  /** how much is read again although it is certified; default `history` (SYN-12) */
  audit?: Audit;
  /** pages that an audit reads again in one run; the next run goes on; default all */
  auditPages?: number;
  /** oldest threads are read again for this long, ms; default 2 min in a `history` audit */
  threadAuditMs?: number;
  /** messages older than this are forgotten, days; undefined keeps them (MAP-11) */
  retentionDays?: number;
  /** start over although the ledger is new and the memory can't list what it has (SYN-14) */
  acceptDuplicates?: boolean;
  /** how long to hold on while the memory is down or full, ms; default 10 min (SYN-6) */
  patienceMs?: number;
  /** pages of history in flight; Slack's limits are the workspace's own affair; default 4 */
  channelsAtOnce?: number;
  /** threads in flight, and likewise files; default 16 */
  debtsAtOnce?: number;
  /** after catching up, stays for this long and takes deliveries as they come, ms; default 0 */
  attendMs?: number;
}

/**
 * `quick`: the newest page of each channel and the threads that changed. `history`: every page of
 * the window, then threads by oldest proof for a while. `full`: every page and every thread.
 */
export type Audit = 'quick' | 'history' | 'full';

export interface SyncPorts {
  workspace: Workspace;
  memory: Memory;
  ledger: Ledger;
  clock: Clock;
  report?: (progress: Progress) => void;
  /** rings when deliveries may wait in the ledger: they are taken at once, all through a run */
  doorbell?: Bell;
  /** stops at a safe point: nothing is lost, the next run goes on */
  signal?: AbortSignal;
}

/** Said when `LedgerLost` ends a run. */
export const lostMessage =
  'Another process took over this sync: this one has stopped, and nothing is lost.';

/** The run can't begin: nothing was written. The message says what to do next. */
export class SyncRefused extends Error {
  override readonly name = 'SyncRefused';
  readonly code:
    | 'unknown_channel'
    | 'no_channels'
    | 'invalid_scope_template'
    | 'workspace_changed'
    | 'template_changed'
    | 'memory_cannot_list'
    | 'ledger_lost'
    | 'slack'
    | 'memory';
  constructor(code: SyncRefused['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
