import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { agentsQuery } from '../../agents/data/agent-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { State } from '../../ui/state-badge.tsx';
import { agentSlackQuery, installationsQuery } from '../data/slack-queries.ts';
import { homeTrouble } from './home-troubles.ts';

/** So many are asked one by one; nobody mends more at once. */
const most = 20;

/** Agents whose Slack needs somebody, for the first page. Nothing when all is well. */
export function SlackTroubleCard() {
  const { data: installations } = useQuery(installationsQuery);
  const bound = (installations ?? []).flatMap(({ agents }) => agents.map(({ id }) => id));
  const { data: agents } = useQuery({ ...agentsQuery, enabled: bound.length > 0 });
  const views = useQueries({
    queries: bound
      .slice(0, most)
      .map((id) => ({ ...agentSlackQuery(id), refetchInterval: 30_000 })),
  });
  const found = views.flatMap(({ data }, index) => {
    const agent = agents?.find(({ id }) => id === bound[index]);
    const trouble = data && homeTrouble(data);
    return agent && trouble ? [{ agent, trouble }] : [];
  });
  if (found.length === 0) return null;
  return (
    <Card title="Slack needs a look" flush>
      <ul>
        {found.map(({ agent, trouble }) => (
          <li
            key={agent.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0"
          >
            <span className="w-20">
              <State tone={trouble.tone}>{trouble.word}</State>
            </span>
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{agent.name}</p>
              <p className="text-soft">{trouble.sentence}</p>
            </div>
            <Button asChild>
              <Link to="/agents/$id/integrations/slack" params={{ id: agent.id }}>
                Mend it
              </Link>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
