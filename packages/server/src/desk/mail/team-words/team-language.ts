import type { WidgetLanguage } from '@belay/contract/desk/agent';
import { type Standing, settingsOf } from '../../conversation/state/standing.ts';

/** What the team of a conversation's agent is written to in: the agent's first language. */
export function teamLanguage(standing: Pick<Standing, 'agent_settings'>): WidgetLanguage {
  const [first = 'en'] = settingsOf(standing).languages;
  return first;
}
