import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Gate } from '../../shell/no-permission.tsx';
import { usePageTitle } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { InvitationsCard } from './invitations-card.tsx';
import { InviteDrawer } from './invite-drawer.tsx';
import { MembersCard } from './members-card.tsx';

/** Who belongs to the organisation, what they may, and who is invited. */
export function MembersPage() {
  usePageTitle('Members');
  return (
    <Gate ability="members.manage" what="see or change the members">
      <Members />
    </Gate>
  );
}

function Members() {
  const [inviting, setInviting] = useState(false);
  useShortcuts([{ keys: 'n', label: 'Invite somebody', run: () => setInviting(true) }]);
  return (
    <div className="flex flex-col gap-5">
      <MembersCard
        actions={
          <Button look="primary" onClick={() => setInviting(true)}>
            <UserPlus /> Invite
          </Button>
        }
      />
      <InvitationsCard />
      {inviting && <InviteDrawer onClose={() => setInviting(false)} />}
    </div>
  );
}
