import type { InvitationView } from '@belay/contract/people';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, queryClient } from '../../api/api.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { invitationsQuery } from '../people-queries.ts';

/** Invitations that nobody has accepted yet. Nothing when there are none. */
export function InvitationsCard() {
  const { data, error } = useQuery(invitationsQuery);
  const [withdrawing, setWithdrawing] = useState<InvitationView | null>(null);
  if (error) return <ErrorNote error={error} />;
  if (!data || data.length === 0) return null;
  return (
    <Card
      title="Invited"
      text="The link was shown once. Lost it? Invite again: the older link stops working."
      flush
    >
      <ul>
        {data.map((invitation) => (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 last:border-0"
          >
            <div className="min-w-0 flex-1 basis-48">
              <p className="truncate font-medium">{invitation.email}</p>
              <p className="text-sm text-soft">
                by {invitation.invited_by}, ends <RelativeTime at={invitation.expires_at} />
              </p>
            </div>
            <Badge>{invitation.role}</Badge>
            <Button
              size="sm"
              aria-label={`Withdraw the invitation of ${invitation.email}`}
              onClick={() => setWithdrawing(invitation)}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
      {withdrawing && (
        <ConfirmDialog
          open
          onOpenChange={() => setWithdrawing(null)}
          title={`Withdraw the invitation of ${withdrawing.email}`}
          text="The link stops working at once."
          action="Withdraw"
          onConfirm={async () => {
            await api.delete(`/v1/invitations/${withdrawing.id}`);
            await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
          }}
        />
      )}
    </Card>
  );
}
