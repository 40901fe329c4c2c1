import type { AgentSlackView } from '@belay/contract/desk/slack';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AppWindow, Hash, type LucideIcon, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAgentEditor } from '../../agents/form/agent-editor.tsx';
import { errorWords } from '../../api/error-words.ts';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { agentSlackQuery } from '../data/slack-queries.ts';
import { slackLook } from './slack-look.ts';

/** Where an agent's conversations are seen and told beside the inbox. */
export function IntegrationsTab() {
  const { agent } = useAgentEditor();
  const { data, error } = useQuery(agentSlackQuery(agent.id));
  return (
    <Card flush title="Integrations" text="Where conversations are seen and told.">
      <ul>
        <Row
          icon={Hash}
          text={
            data?.sentence ?? (error ? errorWords(error).message : <Skeleton className="w-72" />)
          }
          aside={data && <SlackState state={data.state} />}
          title={
            <Link to="/agents/$id/integrations/slack" params={{ id: agent.id }} className={cover}>
              Slack
            </Link>
          }
        />
        <Row
          icon={AppWindow}
          text="The chat on your website: one script, its look and who may embed it."
          title={
            <Link to="/agents/$id/look" params={{ id: agent.id }} className={cover}>
              Website widget
            </Link>
          }
        />
        <Row
          icon={Webhook}
          text="Signed requests to systems of yours, for all agents."
          title={
            <Link to="/settings/webhooks" className={cover}>
              Webhooks
            </Link>
          }
        />
      </ul>
    </Card>
  );
}

/** The whole row is the link. */
const cover = 'font-medium after:absolute after:inset-0';

function Row({
  icon: Icon,
  title,
  text,
  aside,
}: {
  icon: LucideIcon;
  title: ReactNode;
  text: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0 hover:bg-hover">
      <Icon aria-hidden className="size-5 shrink-0 text-soft" strokeWidth={1.6} />
      <div className="min-w-0 flex-1 basis-56">
        {title}
        <div className="text-sm text-soft">{text}</div>
      </div>
      {aside}
    </li>
  );
}

function SlackState({ state }: { state: AgentSlackView['state'] }) {
  const { tone, word } = slackLook[state];
  return <State tone={tone}>{word}</State>;
}
