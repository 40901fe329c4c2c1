import type { Audience } from '../../live/hub.ts';

/** Who listens at the desk: its operators, or one visitor of one agent. uuids. */
export interface DeskAudience extends Audience {
  side: 'operators' | 'visitor';
  /** operators: this conversation alone */
  conversation: string | undefined;
  /** visitors: what concerns this agent's conversations alone */
  agent: string | undefined;
}

export const operatorsTopic = (tenant: string) => `desk ${tenant}`;
export const visitorTopic = (tenant: string, visitor: string) => `visitor ${tenant} ${visitor}`;

export function operatorsOf(tenant: string, conversation: string | undefined): DeskAudience {
  return {
    tenant,
    topic: operatorsTopic(tenant),
    key: conversation ?? '',
    side: 'operators',
    conversation,
    agent: undefined,
  };
}

export function visitorOf(tenant: string, visitor: string, agent: string): DeskAudience {
  return {
    tenant,
    topic: visitorTopic(tenant, visitor),
    key: agent,
    side: 'visitor',
    conversation: undefined,
    agent,
  };
}
