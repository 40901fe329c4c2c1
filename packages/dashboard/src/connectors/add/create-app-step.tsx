import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Transport } from './draft.ts';
import { manifestQuery } from './manifest-query.ts';

/** Step 1: the Slack app, made by one link from a manifest that fits this server. */
export function CreateAppStep({
  transport,
  onChange,
}: {
  transport: Transport;
  onChange(transport: Transport): void;
}) {
  const { data, error } = useQuery(manifestQuery(transport));
  return (
    <div className="flex flex-col gap-3">
      <ChoiceCards<Transport>
        label="How events reach Belay"
        value={transport}
        onChange={onChange}
        options={[
          {
            value: 'socket',
            title: 'Socket Mode',
            text: 'Belay opens a connection to Slack. Works behind a firewall and on a laptop.',
          },
          {
            value: 'http',
            title: 'HTTP',
            text: 'Slack sends each event to a public https address of this server.',
          },
        ]}
      />
      {data?.note && <Notice tone="warn">{data.note}</Notice>}
      {error && !data ? (
        <ErrorNote error={error} />
      ) : data ? (
        <div className="flex flex-wrap items-center gap-2">
          <Button asChild>
            <a href={data.link} target="_blank" rel="noopener noreferrer">
              Create the Slack app <ExternalLink />
            </a>
          </Button>
          <CopyButton
            text={JSON.stringify(data.manifest, null, 2)}
            what="the manifest"
            label="Copy manifest"
          />
        </div>
      ) : (
        <Skeleton className="h-8 w-72" />
      )}
      <p className="text-sm text-soft">
        Slack shows what the app may do; press Create, then Install to Workspace. You have such an
        app already? Go on with its token.
      </p>
    </div>
  );
}
