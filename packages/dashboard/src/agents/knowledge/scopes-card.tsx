import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Hash, Lock } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount, formatNumber } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { scopesQuery } from '../data/agent-queries.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { ScopeDrawer } from './scope-drawer.tsx';

/** So many are shown here; all of them in the drawer. */
const shownHere = 8;

/** Which memory the agent answers from, opted in channel by channel. */
export function ScopesCard() {
  const { agent, mayManage } = useAgentEditor();
  const { data, error, refetch } = useQuery(scopesQuery(agent.id));
  const [choosing, setChoosing] = useState(false);
  const chosen = data?.filter((scope) => scope.chosen) ?? [];
  const shown = chosen.slice(0, shownHere);
  return (
    <Card
      title="Channels"
      text={
        data &&
        (chosen.length === 0
          ? 'No channel is opted in: nothing that your team says reaches visitors.'
          : `Answers from ${formatNumber(chosen.length)} of ${formatCount(data.length, 'channel')} in memory.`)
      }
      actions={
        mayManage &&
        data &&
        data.length > 0 && <Button onClick={() => setChoosing(true)}>Choose channels</Button>
      }
    >
      {error && !data ? (
        <ErrorState error={error} title="The channels could not be loaded" retry={refetch} />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : data.length === 0 ? (
        <p className="text-soft">
          The memory has no channels yet.{' '}
          <Link to="/connectors" className="text-accent-ink underline">
            Connect Slack
          </Link>{' '}
          and what your team says there can be opted in here.
        </p>
      ) : (
        shown.length > 0 && (
          <ul className="flex flex-col gap-1.5">
            {shown.map((scope) => (
              <li key={scope.scope} className="flex items-center gap-2">
                {scope.is_private ? (
                  <Lock aria-label="Private" className="size-3.5 shrink-0 text-warn" />
                ) : (
                  <Hash aria-hidden className="size-3.5 shrink-0 text-faint" />
                )}
                <span className="min-w-0 truncate" title={scope.scope}>
                  {scope.label.replace(/^#/, '')}
                </span>
                {scope.is_private && !scope.confirmed && (
                  <State plain tone="warn">
                    Not read: it became private
                  </State>
                )}
                <span className="ml-auto shrink-0 text-sm text-soft">
                  {formatCount(scope.experiences, 'message')} ·{' '}
                  <RelativeTime at={scope.newest_at} none="nothing yet" />
                </span>
              </li>
            ))}
            {chosen.length > shownHere && (
              <li className="text-sm text-soft">
                and {formatNumber(chosen.length - shownHere)} more
              </li>
            )}
          </ul>
        )
      )}
      {choosing && data && (
        <ScopeDrawer agent={agent} scopes={data} onClose={() => setChoosing(false)} />
      )}
    </Card>
  );
}
