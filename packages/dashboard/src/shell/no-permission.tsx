import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Ability } from '../session/role-allows.ts';
import { useCan, useTenant } from '../session/use-session.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** In place of what the person's role doesn't reach: who may, and what to do. */
export function NoPermission({ what }: { what: string }) {
  const { role, name } = useTenant();
  return (
    <EmptyState icon={LockKeyhole} title={`You can't ${what}`}>
      In {name} you are {role === 'admin' || role === 'operator' ? 'an' : 'a'} {role}. Ask an owner
      or admin to change your role, or to do it for you.
    </EmptyState>
  );
}

/** Its children for whoever may; `NoPermission` for the others. `what` finishes "You can't …". */
export function Gate({
  ability,
  what,
  children,
}: {
  ability: Ability;
  what: string;
  children: ReactNode;
}) {
  return useCan(ability) ? children : <NoPermission what={what} />;
}
