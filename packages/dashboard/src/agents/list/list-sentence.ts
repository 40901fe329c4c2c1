import type { AgentView } from '@belay/contract/desk/agent';
import { formatCount } from '../../ui/format-number.ts';

type Listed = Pick<AgentView, 'serves' | 'conversations'>;

/** All agents in a sentence: who answers, and what goes on right now. */
export function listSentence(agents: readonly Listed[]): string {
  const serving = agents.filter((agent) => agent.serves).length;
  const sum = (state: keyof AgentView['conversations']) =>
    agents.reduce((all, agent) => all + agent.conversations[state], 0);
  const who =
    serving === 0
      ? 'No agent answers visitors yet.'
      : serving === agents.length
        ? `${agents.length === 1 ? 'The agent answers' : `All ${agents.length} agents answer`} visitors.`
        : `${serving} of ${agents.length} agents ${serving === 1 ? 'answers' : 'answer'} visitors.`;
  const waiting = sum('waiting');
  const open = sum('agent') + waiting + sum('human');
  if (open === 0) return `${who} No conversation is open.`;
  const now = `${formatCount(open, 'conversation')} ${open === 1 ? 'is' : 'are'} open`;
  return `${who} ${now}${waiting > 0 ? `, ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a person` : ''}.`;
}
