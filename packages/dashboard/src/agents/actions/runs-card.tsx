import type { ActionRunView } from '@belay/contract/desk/action';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { durationWords } from '../../ui/time-words.ts';
import { runsQuery } from '../data/agent-queries.ts';
import { runLook } from './run-look.ts';

/** The newest runs in conversations, each with how it ended and what was given. */
export function RunsCard({ agent, action }: { agent: string; action: string }) {
  const { data, error, refetch } = useQuery(runsQuery(agent, action));
  return (
    <Card flush title="Runs">
      {error && !data ? (
        <ErrorState error={error} title="The runs could not be loaded" retry={refetch} />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : data.length === 0 ? (
        <p className="px-4 py-3 text-soft">No visitor called for it yet.</p>
      ) : (
        <ul className="max-h-96 overflow-y-auto">
          {data.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function RunRow({ run }: { run: ActionRunView }) {
  const look = runLook(run);
  const given = Object.entries(run.parameters);
  return (
    <li className="border-b border-line px-4 py-2.5 last:border-0">
      <p className="flex items-center gap-2">
        <State plain tone={look.tone}>
          {look.word}
        </State>
        <span className="ml-auto text-sm text-soft">
          {run.duration_ms !== null && `${durationWords(run.duration_ms)} · `}
          <RelativeTime at={run.created_at} />
        </span>
      </p>
      {run.outcome && <p className="text-sm">{run.outcome}</p>}
      {given.length > 0 && (
        <p className="truncate text-sm text-soft">
          {given.map(([key, value]) => `${key}: ${value}`).join(' · ')}
        </p>
      )}
    </li>
  );
}
