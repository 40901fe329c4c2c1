import type { ConnectorView } from '@belay/contract/connector';
import type { Tone } from '../../ui/state-badge.tsx';

export interface RealtimeState {
  tone: Tone;
  word: string;
  sentence: string;
  /** subscribed events that never arrived, while others did */
  missing: string[];
}

/** Whether events come, and what to do if they don't. Pure. */
export function realtimeState({
  realtime,
  settings,
}: Pick<ConnectorView, 'realtime' | 'settings'>): RealtimeState {
  const seen = realtime.events.filter(({ first_seen_at }) => first_seen_at !== null);
  const missing = realtime.events
    .filter(({ first_seen_at }) => first_seen_at === null)
    .map(({ name }) => name);
  if (settings.mode === 'polling')
    return {
      tone: 'idle',
      word: 'Off',
      sentence: 'This connector polls. Switch to real-time in its settings to get events.',
      missing: [],
    };
  if (realtime.source === null)
    return {
      tone: 'bad',
      word: 'Not set up',
      sentence: 'Add a signing secret (HTTP) or an app-level token (Socket Mode) to get events.',
      missing: [],
    };
  if (realtime.connected_at === null)
    return {
      tone: 'warn',
      word: 'Waiting',
      sentence:
        realtime.source === 'http'
          ? 'Put the Request URL into your app under Event Subscriptions. Slack verifies it at once, and this turns to Connected.'
          : 'The socket to Slack is being opened.',
      missing: [],
    };
  if (seen.length === 0)
    return {
      tone: 'ok',
      word: 'Connected',
      sentence: 'No event came yet. Say something in a channel that is followed.',
      missing: [],
    };
  return {
    tone: 'ok',
    word: 'Connected',
    sentence:
      missing.length === 0
        ? 'Every subscribed event was seen.'
        : `${seen.length} of ${realtime.events.length} subscribed events were seen. The others tick when they first happen.`,
    missing,
  };
}
