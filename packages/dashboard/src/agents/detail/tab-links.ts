import type { AgentTab } from '../form/setting-words.ts';

/** The tabs of an agent, in the order in which one sets it up. */
export const tabLinks = [
  { tab: 'knowledge', to: '/agents/$id', title: 'Knowledge' },
  { tab: 'behaviour', to: '/agents/$id/behaviour', title: 'Behaviour' },
  { tab: 'hours', to: '/agents/$id/hours', title: 'Hours' },
  { tab: 'look', to: '/agents/$id/look', title: 'Look & embed' },
  { tab: 'actions', to: '/agents/$id/actions', title: 'Actions' },
  { tab: 'integrations', to: '/agents/$id/integrations', title: 'Integrations' },
] as const satisfies { tab: AgentTab; to: string; title: string }[];
