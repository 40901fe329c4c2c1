import type { SessionView } from '@belay/contract/people';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { api, queryClient } from '../../api/api.ts';
import { errorWords } from '../../api/error-words.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { signOutEverywhere } from '../../session/sign-out.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { sessionsQuery } from '../people-queries.ts';
import { browserName } from './browser-name.ts';

/** Where the person is signed in; each can be ended, or all at once. */
export function SessionsCard() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  return (
    <Card
      title="Sessions"
      text={data && `You are signed in on ${formatCount(data.length, 'browser')}.`}
      flush
      actions={
        <Button look="danger-quiet" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      }
    >
      {data ? (
        <ul>
          {data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : error ? (
        <ErrorState error={error} title="The sessions could not be loaded" retry={refetch} />
      ) : (
        <SkeletonRows rows={2} />
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign out everywhere"
        text="Every browser is signed out at once, this one too. API tokens go on."
        action="Sign out everywhere"
        onConfirm={() => signOutEverywhere(() => navigate({ to: '/sign-in' }))}
      />
    </Card>
  );
}

function SessionRow({ session }: { session: SessionView }) {
  const { run, pending } = useSubmit(async () => {
    try {
      await api.delete(`/v1/sessions/${session.id}`);
    } catch (error) {
      toast.error('The session goes on.', { description: errorWords(error).message });
    }
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  });
  const name = browserName(session.user_agent);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 last:border-0">
      <MonitorSmartphone aria-hidden className="size-4 shrink-0 text-soft" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex items-center gap-2 font-medium">
          {name} {session.is_current && <Badge>This browser</Badge>}
        </p>
        <p className="text-sm text-soft">
          Signed in <RelativeTime at={session.created_at} />
          {session.ip && ` from ${session.ip}`}
        </p>
      </div>
      {!session.is_current && (
        <Button
          size="sm"
          pending={pending}
          aria-label={`Sign out ${name}`}
          onClick={() => void run()}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
