import type { AgentView } from '@belay/contract/desk/agent';
import { Hourglass } from 'lucide-react';
import { formatCount } from '../../ui/format-number.ts';
import { State } from '../../ui/state-badge.tsx';

/** What goes on at an agent right now; somebody who waits is told first. */
export function ConversationsNow({ now }: { now: AgentView['conversations'] }) {
  const parts = [
    ...(now.agent > 0 ? [`${formatCount(now.agent, 'conversation')} with the agent`] : []),
    ...(now.human > 0 ? [`${now.human} with ${now.human === 1 ? 'a person' : 'people'}`] : []),
  ];
  if (parts.length === 0 && now.waiting === 0) return <span>No conversation now</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {now.waiting > 0 && (
        <State plain tone="warn" icon={Hourglass}>
          {now.waiting} {now.waiting === 1 ? 'waits' : 'wait'} for a person
        </State>
      )}
      {parts.length > 0 && <span>{parts.join(' · ')}</span>}
    </span>
  );
}
