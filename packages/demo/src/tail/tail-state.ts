import type { Failure, Progress } from '@belay/connector/progress';

export interface ChannelProgress {
  name: string;
  state: 'waiting' | 'reading' | 'done' | 'failed';
  found: number;
}

/** Where the connector stands, as the page tells it. */
export interface TailState {
  phase: 'starting' | 'syncing' | 'live' | 'held' | 'stopped';
  company: string;
  channels: ReadonlyMap<string, ChannelProgress>;
  failures: readonly Failure[];
  /** when the last run ended, ms since the epoch */
  lastRunAt?: number;
  /** what is wrong, in words, while it is held or stopped */
  trouble?: string;
}

export const beforeFirstRun: TailState = {
  phase: 'starting',
  company: '',
  channels: new Map(),
  failures: [],
};

/** The state after one more piece of progress. Pure; once live, a later run is no syncing again. */
export function nextTailState(state: TailState, progress: Progress): TailState {
  switch (progress.type) {
    case 'started': {
      const { trouble: _, ...rest } = state;
      return {
        ...rest,
        phase: state.lastRunAt === undefined ? 'syncing' : 'live',
        company: progress.workspace.name,
        channels: new Map(
          progress.channels.map(({ id, name }) => [
            id,
            state.channels.get(id) ?? { name, state: 'waiting', found: 0 },
          ]),
        ),
      };
    }
    case 'channel': {
      const { channelId, name, found } = progress;
      const before = state.channels.get(channelId);
      const channels = new Map(state.channels).set(channelId, {
        name,
        state: progress.state,
        found: Math.max(found, before?.found ?? 0),
      });
      return { ...state, channels };
    }
    case 'held':
      return { ...state, phase: 'held', trouble: progress.message };
    case 'finished': {
      const { outcome, failures, endedAt } = progress.report;
      if (outcome !== 'failed')
        return withoutTrouble({ ...state, phase: 'live', failures, lastRunAt: endedAt });
      return {
        ...state,
        phase: 'stopped',
        failures,
        trouble: failures[0]?.message ?? 'The last sync failed; the next one tries again.',
      };
    }
    default:
      return state;
  }
}

function withoutTrouble({ trouble: _, ...state }: TailState): TailState {
  return state;
}
