/** What went into the memory and what was met on the way; all of one run. */
export interface Counts {
  /** messages that Slack served, each sighting once per page */
  seen: number;
  /** experiences captured for the first time by this run, by what they hold */
  messages: number;
  replies: number;
  files: number;
  reactions: number;
  /** new versions of something captured before (MAP-5, MAP-6) */
  versions: number;
  /** messages forgotten because Slack no longer has them */
  forgotten: number;
  /** messages forgotten because they grew older than the retention window (MAP-11) */
  expired: number;
  /** secrets and personal data cut out of what was written (MAP-10) */
  redacted: number;
  /** writes that the memory had already: retries, a lost ledger (KEY-5) */
  replayed: number;
  /** bots, housekeeping, our own posts, tombstones (MAP-8), and what lies before the window */
  skipped: number;
}

/** Something that could not be done; the rest went on (SYN-4). */
export interface Failure {
  kind: 'channel' | 'thread' | 'file' | 'message' | 'reactions' | 'memory' | 'workspace';
  channelId?: string;
  channelName?: string;
  ts?: string;
  fileId?: string;
  /** Slack's or the memory's own name of the error, e.g. `not_in_channel` */
  code: string;
  /** a sentence for a person that says what to do next */
  message: string;
  /** when it is tried again, ms since the epoch; undefined: not until something changes */
  retryAt?: number;
}

/** How a run ended. `partial`: everything but the named failures; nothing is lost either way. */
export interface SyncReport {
  outcome: 'done' | 'partial' | 'failed' | 'stopped';
  counts: Counts;
  failures: Failure[];
  /** requests to Slack by method, e.g. `conversations.history` */
  requests: Record<string, number>;
  /** work left for the next run: threads, files and doubts that are owed */
  owed: Record<string, number>;
  startedAt: number;
  endedAt: number;
}

/** What a person can watch while it runs (CLI-3). Times in ms since the epoch. */
export type Progress =
  | {
      type: 'started';
      workspace: { teamId: string; name: string; domain: string };
      channels: { id: string; name: string }[];
    }
  | {
      /** after every page that concerns the channel */
      type: 'channel';
      channelId: string;
      name: string;
      state: 'reading' | 'done' | 'failed';
      found: number;
      captured: number;
      /** history is certified back to here, newest first */
      reached?: string;
    }
  | {
      /** at most once a second */
      type: 'tick';
      counts: Counts;
      /** experiences captured per second, over the last 10 s */
      perSecond: number;
      requests: number;
      owed: Record<string, number>;
      /** at the rate of this run; undefined while the end can't be seen */
      etaMs?: number;
    }
  /** the limit is too low for all channels in every cycle: how often each is read instead */
  | { type: 'polling'; channels: { channelId: string; name: string; everyMs: number }[] }
  | { type: 'failure'; failure: Failure }
  /** the memory is down or full: nothing is lost, tried again at `retryAt` (SYN-6) */
  | { type: 'held'; code: string; message: string; retryAt: number }
  /** everything that this run had to read is read; it may stay at work (see `attendMs`) */
  | { type: 'caught_up' }
  | { type: 'finished'; report: SyncReport };

export function noCounts(): Counts {
  return {
    seen: 0,
    messages: 0,
    replies: 0,
    files: 0,
    reactions: 0,
    versions: 0,
    forgotten: 0,
    expired: 0,
    redacted: 0,
    replayed: 0,
    skipped: 0,
  };
}
