import type { WidgetAgent } from '@belay/contract/desk/widget';
import { publicId } from '../../memory/ids.ts';
import type { AgentRow } from '../agents/agent-row.ts';
import { hoursState } from '../hours/hours-state.ts';

/** What a widget shows before anybody speaks: nothing of what the agent is told or knows. */
export function widgetAgent(agent: AgentRow, nowMs: number): WidgetAgent {
  const { settings } = agent;
  return {
    id: publicId('agt', agent.id),
    name: agent.name,
    greeting: settings.greeting,
    starters: settings.starters,
    languages: settings.languages,
    look: settings.look,
    lead_form: settings.lead_form,
    rating: settings.rating,
    files: settings.files,
    hours: hoursState(settings.hours, new Date(nowMs)),
    serves: agent.serves,
  };
}
