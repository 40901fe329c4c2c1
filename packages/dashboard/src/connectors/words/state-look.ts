import type { ChannelProgress, ConnectorState, ImportView } from '@belay/contract/connector';

/** What a state looks like: a tone picks icon and colour, the word always stands beside them. */
export interface StateLook {
  tone: 'good' | 'busy' | 'warn' | 'bad' | 'quiet';
  word: string;
}

const ofConnector: Record<ConnectorState, StateLook> = {
  waiting: { tone: 'quiet', word: 'Starting' },
  backfilling: { tone: 'busy', word: 'Backfilling' },
  live: { tone: 'good', word: 'Live' },
  polling: { tone: 'good', word: 'Polling' },
  held: { tone: 'warn', word: 'Held' },
  paused: { tone: 'quiet', word: 'Paused' },
  failed: { tone: 'bad', word: 'Needs you' },
  deleting: { tone: 'quiet', word: 'Deleting' },
};

const ofChannel: Record<ChannelProgress['state'], StateLook> = {
  reading: { tone: 'busy', word: 'Reading' },
  proved: { tone: 'good', word: 'Complete' },
  waiting: { tone: 'quiet', word: 'Waiting' },
  left: { tone: 'warn', word: 'Bot left' },
  archived: { tone: 'quiet', word: 'Archived' },
  failed: { tone: 'bad', word: 'Failed' },
  unreadable: { tone: 'warn', word: "Can't read" },
};

const ofImport: Record<ImportView['state'], StateLook> = {
  waiting: { tone: 'quiet', word: 'Waiting' },
  reading: { tone: 'busy', word: 'Reading' },
  done: { tone: 'good', word: 'Done' },
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
