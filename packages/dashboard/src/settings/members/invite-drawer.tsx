import type { CreatedInvitation } from '@belay/contract/people';
import { useId, useState } from 'react';
import { api, queryClient } from '../../api/api.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useTenant } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyLine } from '../../ui/copy-button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { invitationsQuery } from '../people-queries.ts';
import { grantableRoles } from './grantable-roles.ts';
import { emptyReach, reachBody } from './reach-draft.ts';
import { ReachFields } from './reach-fields.tsx';

/** Invites an e-mail address; afterwards the link, which is shown this once. */
export function InviteDrawer({ onClose }: { onClose(): void }) {
  const form = useId();
  const { name, role } = useTenant();
  const [email, setEmail] = useState('');
  const [reach, setReach] = useState(emptyReach);
  const [created, setCreated] = useState<CreatedInvitation | null>(null);
  const { submit, pending, error } = useSubmit(async () => {
    setCreated(
      await api.post<CreatedInvitation>('/v1/invitations', { email, ...reachBody(reach) }),
    );
    await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  });
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={created ? `${created.email} is invited` : `Invite to ${name}`}
      text={
        created
          ? 'Send them this link. It is shown this once: nobody can read it again.'
          : 'You get a link to send: Belay sends no e-mail.'
      }
      actions={
        created ? (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" form={form} pending={pending}>
              Create invitation
            </Button>
          </>
        )
      }
    >
      {created ? (
        <div className="flex flex-col gap-3">
          <CopyLine text={created.link} what="the invitation's link" />
          <Notice>
            It works once, for {created.email}, and ends <RelativeTime at={created.expires_at} />.
          </Notice>
        </div>
      ) : (
        <form id={form} onSubmit={submit} className="flex flex-col gap-4">
          <Field label="E-mail">
            <Input
              type="email"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              required
              maxLength={254}
              autoComplete="off"
            />
          </Field>
          <ReachFields draft={reach} onChange={setReach} grantable={grantableRoles(role)} />
          {error !== null && <ErrorNote error={error} />}
        </form>
      )}
    </Drawer>
  );
}
