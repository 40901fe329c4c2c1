import type { AgentView } from '@belay/contract/desk/agent';

export interface PublishCheck {
  key: 'trained' | 'running' | 'public';
  ok: boolean;
  /** what is so */
  words: string;
}

/** What has to be true before visitors are answered: each in words, whether it is or not. */
export function publishChecks(
  agent: Pick<AgentView, 'trained' | 'paused' | 'public'>,
): PublishCheck[] {
  return [
    {
      key: 'trained',
      ok: agent.trained,
      words: agent.trained ? 'Trained' : 'Not trained: teach it something below',
    },
    {
      key: 'running',
      ok: !agent.paused,
      words: agent.paused ? 'Paused: it answers nobody' : 'Not paused',
    },
    {
      key: 'public',
      ok: agent.public,
      words: agent.public ? 'Public' : 'Private: only your team can ask it',
    },
  ];
}
