import type { MemberView } from '@belay/contract/people';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { api, queryClient } from '../../api/api.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { meQuery } from '../../session/session-queries.ts';
import { useMe, useTenant } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { membersQuery } from '../people-queries.ts';
import { grantableRoles } from './grantable-roles.ts';
import { type ReachDraft, reachBody } from './reach-draft.ts';
import { ReachFields } from './reach-fields.tsx';

/** One member: role and memory, and the way out. */
export function MemberDrawer({ member, onClose }: { member: MemberView; onClose(): void }) {
  const form = useId();
  const me = useMe();
  const tenant = useTenant();
  const [removing, setRemoving] = useState(false);
  const [draft, setDraft] = useState<ReachDraft>({
    role: member.role,
    scopes: member.scopes?.join('\n') ?? null,
    privateChannels:
      member.private_channels === 'all'
        ? 'all'
        : member.private_channels.length > 0
          ? 'named'
          : 'none',
    named: member.private_channels === 'all' ? '' : member.private_channels.join('\n'),
  });
  const { submit, pending, error } = useSubmit(async () => {
    await api.patch(`/v1/members/${member.user_id}`, reachBody(draft));
    await refresh();
    toast.success(`${member.name} is changed.`);
    onClose();
  });
  const isSelf = member.user_id === me.user.id;
  // the server says the same; here it spares a refusal
  const locked = member.role === 'owner' && tenant.role !== 'owner';
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={member.name}
      text={member.email}
      actions={
        !locked && (
          <>
            <Button look="danger-quiet" className="mr-auto" onClick={() => setRemoving(true)}>
              {isSelf ? 'Leave' : 'Remove'}
            </Button>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" form={form} pending={pending}>
              Save
            </Button>
          </>
        )
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {locked ? (
          <Notice>Only an owner can change or remove an owner.</Notice>
        ) : (
          <>
            {isSelf && <Notice tone="warn">This is you. A lower role takes effect at once.</Notice>}
            <ReachFields
              draft={draft}
              onChange={setDraft}
              grantable={grantableRoles(tenant.role)}
            />
          </>
        )}
        {error !== null && <ErrorNote error={error} />}
      </form>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={isSelf ? `Leave ${tenant.name}` : `Remove ${member.name} from ${tenant.name}`}
        text={`${isSelf ? 'You lose' : `${member.name} loses`} access at once, and the API tokens that ${isSelf ? 'you' : 'they'} made stop working. What was remembered stays.`}
        action={isSelf ? `Leave ${tenant.name}` : `Remove ${member.name}`}
        onConfirm={async () => {
          await api.delete(`/v1/members/${member.user_id}`);
          onClose();
          await (isSelf ? leave() : refresh());
        }}
      />
    </Drawer>
  );
}

async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: membersQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  ]);
}

/** What the organisation told is dropped; the shell shows the next one, or that there is none. */
async function leave(): Promise<void> {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
}
