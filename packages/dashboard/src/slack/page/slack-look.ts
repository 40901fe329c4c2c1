import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { Tone } from '../../ui/state-badge.tsx';

export const slackLook: Record<AgentSlackView['state'], { tone: Tone; word: string }> = {
  not_connected: { tone: 'idle', word: 'Not connected' },
  connected: { tone: 'ok', word: 'Connected' },
  broken: { tone: 'bad', word: 'Needs mending' },
  disconnected: { tone: 'paused', word: 'Disconnected' },
};
