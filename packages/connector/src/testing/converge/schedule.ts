import type { ApiFault } from '@belay/sandbox/faults/fault';
import type { Audit } from '../../sync/options.ts';

/**
 * One random life of a workspace and of the engine that follows it, as plain JSON: the same
 * schedule plays the same way everywhere, and shrinks. Numbers that pick something are taken
 * modulo what there is to pick from; a command without anything to pick from does nothing.
 */
export interface Schedule {
  setup: Setup;
  commands: Command[];
}

export interface Setup {
  limits: 'off' | 'tiers' | 'clamped';
  deletes: 'forget' | 'keep';
  edits: 'version' | 'replace';
  /** `all` public channels, or the first ones by id, whatever becomes of them */
  select: 'all' | 'ids';
  /** items of a history or replies page at most, as Slack may always decide; 0: as asked */
  pageSize: number;
  /** false: polling only */
  events: boolean;
  /** what becomes of events that still wait when the faults stop */
  late: 'lost' | 'delivered' | 'after the audit';
}

/** Something that people do in Slack, `ms` after what was before it. */
export type Act = { ms: number } & (
  | { act: 'post'; channel: number; who: number }
  | { act: 'burst'; channel: number; who: number; count: number }
  | { act: 'reply'; message: number; who: number; broadcast: boolean }
  | { act: 'edit'; message: number; unmarked: boolean; back: boolean }
  | { act: 'remove'; message: number }
  | { act: 'restore'; message: number }
  | { act: 'react' | 'unreact'; message: number; who: number; emoji: number }
  | { act: 'upload'; channel: number; who: number; hasText: boolean; reply: number | null }
  | { act: 'rename_file' | 'delete_file'; file: number }
  /** a message_changed without a human's edit */
  | { act: 'unfurl'; message: number }
  | { act: 'bot_post'; channel: number }
  | { act: 'create_channel'; isIn: boolean; isPrivate: boolean }
  | { act: 'bot_joins' | 'bot_leaves'; channel: number }
  | { act: 'rename' | 'archive' | 'unarchive' | 'convert'; channel: number }
);

/** What happens inside one run of the engine: at the n-th step of its ports. */
export interface Meanwhile {
  step: number;
  act: Act;
}

/** What happens while the engine stays at work, `at` ms after it began. */
export type Moment = { at: number } & ({ act: Act } | { deliver: number });

export type MemoryTrouble =
  | { trouble: 'down' | 'lost_answer'; calls: number }
  | { trouble: 'slow'; calls: number; ms: number };

export type Command =
  | Act
  | { do: 'pass'; ms: number }
  /** hands over waiting events, the oldest or the newest first */
  | { do: 'deliver'; count: number; newestFirst: boolean }
  | { do: 'lose'; count: number }
  /** the same again under another event id */
  | { do: 'redeliver'; back: number }
  | { do: 'fault'; fault: ApiFault }
  | { do: 'memory'; trouble: MemoryTrouble }
  | {
      do: 'sync';
      audit: Audit;
      /** dies at that step; 0: lives */
      crash: number;
      meanwhile: Meanwhile[];
    }
  /** catches up, then stays for `ms` and takes events as they come */
  | { do: 'attend'; audit: Audit; crash: number; ms: number; moments: Moment[] }
  /** one owner pauses at a step, another takes over, and the first wakes at a step of the second */
  | { do: 'takeover'; audit: Audit; pause: number; wake: number }
  | { do: 'lose_ledger' };
