import type { ConnectorFailure, ConnectorView } from '@belay/contract/connector';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink, RotateCw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { connectorKeys } from '../data/connector-queries.ts';
import { retryFailure } from '../data/connector-verbs.ts';

/** What could not be read or written, why, and the button that tries it again. */
export function FailuresCard({ view, mayManage }: { view: ConnectorView; mayManage: boolean }) {
  const { failures } = view;
  return (
    <Card
      title="Failures"
      {...(failures.length > 0
        ? { text: formatCount(failures.length, 'open one', 'open ones') }
        : {})}
      flush={failures.length > 0}
    >
      {failures.length === 0 ? (
        <p className="text-soft">None: everything that was read is in the memory.</p>
      ) : (
        <ul className="max-h-80 divide-y divide-line overflow-y-auto">
          {failures.map((failure) => (
            <Failure key={failure.id} id={view.id} failure={failure} mayManage={mayManage} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Failure({
  id,
  failure,
  mayManage,
}: {
  id: string;
  failure: ConnectorFailure;
  mayManage: boolean;
}) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryFailure(id, failure.id),
    onSuccess: () => client.invalidateQueries({ queryKey: connectorKeys.one(id) }),
  });
  return (
    <li className="px-4 py-2.5">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p>{failure.message}</p>
          <p className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-soft">
            {failure.channel && <span>#{failure.channel}</span>}
            <span>{failure.kind}</span>
            <code className="font-mono">{failure.code}</code>
            {failure.retry_at && (
              <span>
                tried again <RelativeTime at={failure.retry_at} />
              </span>
            )}
            {failure.link && (
              <a
                href={failure.link}
                target="_blank"
                rel="noopener noreferrer"
                className="inline-flex items-center gap-1 text-accent-ink hover:underline"
              >
                Open in Slack <ExternalLink aria-hidden className="size-3.5" />
              </a>
            )}
          </p>
        </div>
        {mayManage && (
          <Button
            size="sm"
            pending={retry.isPending}
            disabled={retry.isSuccess}
            onClick={() => retry.mutate()}
          >
            <RotateCw /> {retry.isSuccess ? 'Asked' : 'Retry'}
          </Button>
        )}
      </div>
      {retry.error && <ErrorNote error={retry.error} className="mt-2" />}
    </li>
  );
}
