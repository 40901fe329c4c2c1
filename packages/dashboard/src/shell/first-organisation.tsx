import type { Me } from '@belay/contract/people';
import { useNavigate } from '@tanstack/react-router';
import { Building2 } from 'lucide-react';
import { useState } from 'react';
import { signOut } from '../session/sign-out.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NewOrganisationDialog } from './new-organisation-dialog.tsx';

/** For a signed-in person who belongs to no organisation: removed from the last one, or new. */
export function FirstOrganisation({ me }: { me: Me }) {
  const [creating, setCreating] = useState(false);
  const navigate = useNavigate();
  return (
    <main className="mx-auto max-w-lg px-4 py-16">
      <EmptyState
        icon={Building2}
        title="You belong to no organisation"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button look="primary" onClick={() => setCreating(true)}>
              Create an organisation
            </Button>
            <Button onClick={() => void signOut(() => navigate({ to: '/sign-in' }))}>
              Sign out
            </Button>
          </div>
        }
      >
        You are signed in as {me.user.email}. Ask somebody to invite you, or create an organisation
        of your own.
      </EmptyState>
      <NewOrganisationDialog open={creating} onOpenChange={setCreating} />
    </main>
  );
}
