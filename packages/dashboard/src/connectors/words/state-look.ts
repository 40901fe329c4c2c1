import type { ChannelProgress, ConnectorState, ImportView } from '@belay/contract/connector';
import type { Tone } from '../../ui/state-badge.tsx';

/** What a state looks like: a tone picks icon and colour, the word always stands beside them. */
export interface StateLook {
  tone: Tone;
  word: string;
}

const ofConnector: Record<ConnectorState, StateLook> = {
  waiting: { tone: 'idle', word: 'Starting' },
  backfilling: { tone: 'busy', word: 'Backfilling' },
  live: { tone: 'ok', word: 'Live' },
  polling: { tone: 'ok', word: 'Polling' },
  held: { tone: 'warn', word: 'Held' },
  paused: { tone: 'paused', word: 'Paused' },
  failed: { tone: 'bad', word: 'Needs you' },
  deleting: { tone: 'idle', word: 'Deleting' },
};

const ofChannel: Record<ChannelProgress['state'], StateLook> = {
  reading: { tone: 'busy', word: 'Reading' },
  proved: { tone: 'ok', word: 'Complete' },
  waiting: { tone: 'idle', word: 'Waiting' },
  left: { tone: 'warn', word: 'Bot left' },
  archived: { tone: 'idle', word: 'Archived' },
  failed: { tone: 'bad', word: 'Failed' },
  unreadable: { tone: 'warn', word: "Can't read" },
};

const ofImport: Record<ImportView['state'], StateLook> = {
  waiting: { tone: 'idle', word: 'Waiting' },
  reading: { tone: 'busy', word: 'Reading' },
  done: { tone: 'ok', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
};

export function connectorLook(state: ConnectorState): StateLook {
  return ofConnector[state];
}

export function channelLook(state: ChannelProgress['state']): StateLook {
  return ofChannel[state];
}

export function importLook(state: ImportView['state']): StateLook {
  return ofImport[state];
}

/** The states that the channel table can be narrowed to, in the order of how much they ask for. */
export const channelStates = Object.keys(ofChannel) as ChannelProgress['state'][];
