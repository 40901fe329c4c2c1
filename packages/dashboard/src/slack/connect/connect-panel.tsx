import type { AgentSlackView } from '@belay/contract/desk/slack';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Step } from '../../connectors/add/step.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { pendingInstallQuery, slackAppQuery } from '../data/slack-queries.ts';
import { AddToSlack } from './add-to-slack.tsx';
import { ConnectedWorkspaces } from './connected-workspaces.tsx';
import { PasteTokens } from './paste-tokens.tsx';
import { Prerequisites } from './prerequisites.tsx';

/** Not connected yet, or not any more: what it needs, and the way in. */
export function ConnectPanel({
  agent,
  view,
  isBack,
}: {
  agent: string;
  view: AgentSlackView;
  /** the browser just came from Slack: nothing is waited for */
  isBack: boolean;
}) {
  const { checks } = view;
  return (
    <Card>
      <div className="flex flex-col gap-5 py-1">
        <Step
          number={1}
          title="Prerequisites"
          done={checks.trained && checks.active && checks.public}
        >
          <Prerequisites agent={agent} checks={checks} />
        </Step>
        <Step
          number={2}
          title={view.state === 'disconnected' ? 'Connect to Slack again' : 'Connect to Slack'}
          text={
            <>
              Your messages, visitors' names and contacts go to your workspace.{' '}
              <Link
                to="/agents/$id/integrations/slack/shared-data"
                params={{ id: agent }}
                className="underline"
              >
                What is shared with Slack
              </Link>
            </>
          }
          done={false}
        >
          <WayIn agent={agent} isBack={isBack} />
        </Step>
        <Step
          number={3}
          title="Select a Default Notification Channel"
          text={
            view.settings.default_channel === null
              ? 'Comes after the connection: choose one, or create it here.'
              : 'Kept as you chose it.'
          }
          done={view.settings.default_channel !== null}
        >
          {null}
        </Step>
        <Step
          number={4}
          title="Configure Notification Events"
          text={
            view.state === 'disconnected'
              ? 'Kept as you chose them.'
              : 'Escalation Requested and Low Rating Received are on to begin with.'
          }
          done={view.state === 'disconnected'}
        >
          {null}
        </Step>
      </div>
    </Card>
  );
}

function WayIn({ agent, isBack }: { agent: string; isBack: boolean }) {
  const { data: app, error, refetch } = useQuery(slackAppQuery());
  const { data: begun } = useQuery(pendingInstallQuery(agent));
  if (error && !app)
    return (
      <ErrorState error={error} title="The Slack app could not be looked up" retry={refetch} />
    );
  if (!app) return <SkeletonRows rows={2} />;
  return (
    <div className="flex flex-col gap-5">
      {begun?.sentence && !isBack && <Notice>{begun.sentence}</Notice>}
      <ConnectedWorkspaces agent={agent} />
      {app.can_add_to_slack ? (
        <div className="flex flex-col gap-3">
          <div>
            <AddToSlack agent={agent} size="lg" />
          </div>
          <p className="text-sm text-soft">
            Slack shows what Belay asks for. Choose the workspace there and press Allow; you come
            back to this page.
          </p>
          <details>
            <summary className="text-sm text-soft">Paste tokens instead</summary>
            <div className="mt-3">
              <PasteTokens agent={agent} />
            </div>
          </details>
        </div>
      ) : (
        <>
          <Notice
            action={
              <Button asChild size="sm">
                <Link to="/settings/slack">Settings, Slack</Link>
              </Button>
            }
          >
            {app.hint}
          </Notice>
          <PasteTokens agent={agent} />
        </>
      )}
    </div>
  );
}
