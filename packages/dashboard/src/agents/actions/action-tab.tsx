import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft, Unplug } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyLine } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { actionsQuery } from '../data/agent-queries.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { ReadOnlyNote } from '../form/read-only-note.tsx';
import { ActionEditor } from './action-editor.tsx';
import { RunsCard } from './runs-card.tsx';
import { TestCard } from './test-card.tsx';

/** One action, or a new one: what it asks, what it sends, a test of it, and its runs. */
export function ActionTab() {
  const { agent } = useAgentEditor();
  const { action: id } = useParams({ from: '/app/agents/$id/actions/$action' });
  const navigate = useNavigate();
  // shown once, also on the page that a new action becomes
  const [secret, setSecret] = useState<string | null>(null);
  const [isDirty, setIsDirty] = useState(false);
  const { data, error, refetch } = useQuery(actionsQuery(agent.id));
  const isNew = id === 'new';
  const action = data?.find((one) => one.id === id);
  if (error && !data)
    return <ErrorState error={error} title="The action could not be loaded" retry={refetch} />;
  if (!data) return <SkeletonRows rows={6} />;
  if (!isNew && !action)
    return (
      <EmptyState icon={Unplug} title="This action is gone" action={<ToActions agent={agent.id} />}>
        Somebody deleted it.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-4">
      <div>
        <ToActions agent={agent.id} />
      </div>
      <ReadOnlyNote what="its actions" />
      {secret !== null && <SecretOnce secret={secret} onDone={() => setSecret(null)} />}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <ActionEditor
          key={id}
          agent={agent.id}
          action={action}
          onDirty={setIsDirty}
          onSecret={setSecret}
          onCreated={(made) =>
            void navigate({
              to: '/agents/$id/actions/$action',
              params: { id: agent.id, action: made },
              replace: true,
            })
          }
        />
        <div className="flex min-w-0 flex-col gap-5">
          {action ? (
            <>
              <TestCard
                key={action.updated_at}
                agent={agent.id}
                action={action}
                isDirty={isDirty}
              />
              <RunsCard agent={agent.id} action={action.id} />
            </>
          ) : (
            <Card title="Test run">
              <p className="text-soft">Save the action; then you can send its request once here.</p>
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

function ToActions({ agent }: { agent: string }) {
  return (
    <Button asChild size="sm" look="ghost">
      <Link to="/agents/$id/actions" params={{ id: agent }}>
        <ArrowLeft /> All actions
      </Link>
    </Button>
  );
}

function SecretOnce({ secret, onDone }: { secret: string; onDone(): void }) {
  return (
    <Card title="The signing secret">
      <div className="flex flex-col gap-3">
        <p>
          Requests carry <code className="font-mono">Belay-Signature</code>, made with this secret:
          so your system knows that they are ours. It is shown this once.
        </p>
        <CopyLine text={secret} what="the secret" />
        <div>
          <Button onClick={onDone}>I have copied it</Button>
        </div>
      </div>
    </Card>
  );
}
