import type { AgentView } from '@belay/contract/desk/agent';
import { CirclePause, Globe, LockKeyhole, type LucideIcon } from 'lucide-react';
import type { Tone } from '../../ui/state-badge.tsx';

/** Who can talk to an agent, in a word with its icon and tone. Paused says more than public. */
export function agentLook(agent: Pick<AgentView, 'public' | 'paused'>): {
  word: string;
  tone: Tone;
  icon: LucideIcon;
} {
  if (agent.paused) return { word: 'Paused', tone: 'warn', icon: CirclePause };
  if (agent.public) return { word: 'Public', tone: 'ok', icon: Globe };
  return { word: 'Private', tone: 'idle', icon: LockKeyhole };
}
