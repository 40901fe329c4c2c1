import type { SlackAppView } from '@belay/contract/desk/slack-app';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton, CopyLine } from '../../ui/copy-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { slackAppQuery } from '../data/slack-queries.ts';
import { AppForm } from './app-form.tsx';

/** The Slack app of the organisation: one for agents and connectors. */
export function AppCard() {
  const { data, error, refetch } = useQuery(slackAppQuery());
  return (
    <Card
      title="Slack app"
      text="One app serves agents and connectors. Its secrets are stored encrypted and never shown again."
    >
      {error && !data ? (
        <ErrorState error={error} title="The app could not be loaded" retry={refetch} />
      ) : data ? (
        <App app={data} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Card>
  );
}

const whose: Record<NonNullable<SlackAppView['credentials']> | 'none', string> = {
  server:
    'This server has an app, set by its environment. Entering another one here replaces it for your organisation.',
  own: 'Your organisation uses an app of its own.',
  none: 'No app yet: make one in Slack, then enter its credentials.',
};

function App({ app }: { app: SlackAppView }) {
  return (
    <div className="flex flex-col gap-4">
      <p>{whose[app.credentials ?? 'none']}</p>
      {app.hint && <Notice>{app.hint}</Notice>}
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild>
          <a href={app.create_app_url} target="_blank" rel="noopener noreferrer">
            Create the Slack app <ExternalLink />
          </a>
        </Button>
        <CopyButton text={app.manifest} what="the manifest" label="Copy manifest" />
      </div>
      <dl className="grid gap-x-6 gap-y-3 md:grid-cols-2">
        <div className="min-w-0">
          <dt className="mb-1 font-medium">Redirect URL</dt>
          <dd>
            <CopyLine text={app.redirect_url} what="the redirect URL" />
          </dd>
        </div>
        <div className="min-w-0">
          <dt className="mb-1 font-medium">Request URL</dt>
          <dd>
            <CopyLine text={app.request_url} what="the request URL" />
          </dd>
        </div>
      </dl>
      <AppForm app={app} />
    </div>
  );
}
