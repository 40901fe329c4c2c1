import type { InvitationPreview } from '@belay/contract/people';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { meQuery } from '../session/session-queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AcceptAsMember, AcceptAsNew } from './accept-forms.tsx';
import { DeadLink } from './dead-link.tsx';
import { DoorFrame } from './door-frame.tsx';
import { linkToken } from './link-token.ts';

const next = 'Ask whoever invited you for a new one.';

/** What an invitation's link leads to: who invites, to what, and the way in. */
export function InvitationPage() {
  const token = linkToken(useLocation({ select: ({ hash }) => hash }));
  const me = useQuery({ ...meQuery, retry: false });
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.post<InvitationPreview>('/v1/invitations/look', { token }),
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token === null) return <DeadLink what="invitation" incomplete next={next} />;
  if (look.error instanceof ApiError && [404, 410].includes(look.error.status))
    return <DeadLink what="invitation" next={next} />;
  if (look.error)
    return (
      <main>
        <ErrorState error={look.error} retry={look.refetch} />
      </main>
    );
  if (!look.data || me.isLoading)
    return (
      <DoorFrame title="Your invitation">
        <SkeletonRows rows={3} />
      </DoorFrame>
    );
  const { organisation, email, role, invited_by, has_account } = look.data;
  const here = me.data?.user;
  return (
    <DoorFrame
      title={`Join ${organisation}`}
      sentence={
        <>
          {invited_by} invites <strong className="text-ink">{email}</strong> to join as{' '}
          <strong className="text-ink">{role}</strong>.
        </>
      }
    >
      {here ? (
        <AcceptAsMember token={token} me={here} invited={email} />
      ) : has_account ? (
        <div className="flex flex-col items-start gap-3">
          <p>You have an account here already. Sign in with it, then accept.</p>
          <Button look="primary" size="lg" asChild>
            <Link to="/sign-in" search={{ next: `/invitation#token=${token}` }}>
              Sign in to accept
            </Link>
          </Button>
        </div>
      ) : (
        <AcceptAsNew token={token} email={email} />
      )}
    </DoorFrame>
  );
}
