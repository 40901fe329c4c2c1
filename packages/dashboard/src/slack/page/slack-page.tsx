import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { SlackTestAnswer } from '@belay/contract/desk/slack-delivery';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ScrollText, Send, Unplug } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { useAgentEditor } from '../../agents/form/agent-editor.tsx';
import { ReadOnlyNote } from '../../agents/form/read-only-note.tsx';
import { errorWords } from '../../api/error-words.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { ChannelsCard } from '../channels/channels-card.tsx';
import { AddToSlack } from '../connect/add-to-slack.tsx';
import { ChooseTeam } from '../connect/choose-team.tsx';
import { ConnectPanel } from '../connect/connect-panel.tsx';
import { ReturnNotice } from '../connect/return-notice.tsx';
import type { ReturnSearch } from '../connect/return-search.ts';
import { agentSlackQuery } from '../data/slack-queries.ts';
import { sendTest } from '../data/slack-verbs.ts';
import { DefaultChannelCard } from '../events/default-channel-card.tsx';
import { EventsCard } from '../events/events-card.tsx';
import { SlackEditorProvider } from '../form/slack-editor.tsx';
import { SlackSaveBar } from '../form/slack-save-bar.tsx';
import { ProblemsCard } from '../health/problems-card.tsx';
import { Warnings } from '../health/warnings.tsx';
import { LadderCard } from '../ladder/ladder-card.tsx';
import { DigestCard } from '../more/digest-card.tsx';
import { MutedActionsCard } from '../more/muted-actions-card.tsx';
import { ThreadCard } from '../more/thread-card.tsx';
import { RulesCard } from '../rules/rules-card.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { slackLook } from './slack-look.ts';
import { TestResults } from './test-results.tsx';
import { WorkspaceCard } from './workspace-card.tsx';

/** Agent → Settings → Integrations → Slack: how it stands, then all that decides what is told where. */
export function SlackPage() {
  const { agent, mayManage } = useAgentEditor();
  const search: ReturnSearch = useSearch({ from: '/app/agents/$id/integrations/slack' });
  const navigate = useNavigate();
  const { data: view, error, refetch } = useQuery(agentSlackQuery(agent.id));
  if (error && !view)
    return (
      <ErrorState error={error} title="The Slack settings could not be loaded" retry={refetch} />
    );
  if (!view) return <PageSkeleton />;
  const isBound = view.state === 'connected' || view.state === 'broken';
  return (
    <div className="flex flex-col gap-5">
      <ReturnNotice
        // a success is old news as soon as the next step was made
        search={search.slack === 'connected' && view.settings.default_channel ? {} : search}
        again={
          mayManage && (
            <AddToSlack
              agent={agent.id}
              installation={view.installation?.id}
              label="Add to Slack again"
              size="sm"
            />
          )
        }
        onDismiss={() =>
          void navigate({
            to: '/agents/$id/integrations/slack',
            params: { id: agent.id },
            search: {},
            replace: true,
          })
        }
      />
      {isBound ? (
        <SlackEditorProvider key={agent.id} view={view}>
          <Connected view={view} />
        </SlackEditorProvider>
      ) : (
        <>
          <Heading view={view}>
            {view.state === 'disconnected' && <ToLog agent={agent.id} />}
          </Heading>
          <ReadOnlyNote what="how it is connected" />
          {mayManage && (
            <ConnectPanel agent={agent.id} view={view} isBack={search.slack !== undefined} />
          )}
        </>
      )}
    </div>
  );
}

function Connected({ view }: { view: AgentSlackView }) {
  const { agent, mayManage } = useAgentEditor();
  const [test, setTest] = useState<SlackTestAnswer | null>(null);
  const tryTest = async (channel?: string) => {
    try {
      setTest(await sendTest(agent.id, channel));
    } catch (error) {
      toast.error(errorWords(error).message);
    }
  };
  const { run: send, pending } = useSubmit(() => tryTest());
  const isSilent = view.settings.default_channel === null;
  return (
    <>
      <Heading view={view}>
        <ToLog agent={agent.id} />
        {mayManage && (
          <>
            <Button
              pending={pending}
              disabled={isSilent}
              title={isSilent ? 'Select a channel and save it first' : undefined}
              onClick={() => void send()}
            >
              <Send /> Send Test
            </Button>
            <Disconnect view={view} />
          </>
        )}
      </Heading>
      <ReadOnlyNote what="the Slack settings" />
      {mayManage && view.installation?.is_org_wide && view.team_id === null && (
        <Card title="Choose the workspace">
          <ChooseTeam agent={agent.id} installation={view.installation.id} />
        </Card>
      )}
      <ProblemsCard problems={view.problems} />
      <Warnings warnings={view.warnings} quiet={view.quiet} />
      {test && <TestResults agent={agent.id} test={test} onClose={() => setTest(null)} />}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <DefaultChannelCard />
          <EventsCard onTest={(channel) => void tryTest(channel)} />
          <RulesCard />
          <LadderCard />
          <ChannelsCard />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <WorkspaceCard agent={agent.id} view={view} mayManage={mayManage} />
          <DigestCard />
          <ThreadCard />
          <MutedActionsCard />
        </div>
      </div>
      {mayManage && <SlackSaveBar />}
    </>
  );
}

function ToLog({ agent }: { agent: string }) {
  return (
    <Button asChild>
      <Link to="/agents/$id/integrations/slack/log" params={{ id: agent }}>
        <ScrollText /> Delivery log
      </Link>
    </Button>
  );
}

function Heading({ view, children }: { view: AgentSlackView; children?: ReactNode }) {
  const look = slackLook[view.state];
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 grow basis-72">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg font-semibold">
          Slack
          <State tone={look.tone}>{look.word}</State>
        </h2>
        <p className="max-w-3xl text-soft">{view.sentence}</p>
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  );
}

function Disconnect({ view }: { view: AgentSlackView }) {
  const { agent } = useAgentEditor();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="danger-quiet" onClick={() => setAsking(true)}>
        <Unplug /> Disconnect
      </Button>
      {asking && <DisconnectDialog agent={agent} view={view} onClose={() => setAsking(false)} />}
    </>
  );
}

function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading" aria-busy="true" className="flex flex-col gap-4">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="w-2/3" />
      <div className="mt-2 grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-28 w-full" />
          <Skeleton className="h-72 w-full" />
        </div>
        <Skeleton className="h-72 w-full" />
      </div>
    </div>
  );
}
