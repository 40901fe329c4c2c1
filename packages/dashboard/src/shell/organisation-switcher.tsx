import { useNavigate } from '@tanstack/react-router';
import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMe, useTenant } from '../session/use-session.ts';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { Badge } from '../ui/state-badge.tsx';
import { Initial } from './initial.tsx';
import { NewOrganisationDialog } from './new-organisation-dialog.tsx';
import { switchOrganisation } from './switch-organisation.ts';

/** Which organisation this tab works in, and the others. */
export function OrganisationSwitcher() {
  const me = useMe();
  const current = useTenant();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const home = () => navigate({ to: '/' });
  return (
    <>
      <Menu
        align="start"
        className="w-56"
        trigger={
          <button
            type="button"
            className="flex h-10 items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-hover"
          >
            <Initial name={current.name} />
            <span className="min-w-0 grow">
              <span className="block truncate leading-tight font-semibold">{current.name}</span>
              {current.is_demo && <span className="block text-xs text-soft">Demo</span>}
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
            <span className="sr-only">Switch the organisation</span>
          </button>
        }
      >
        <MenuLabel>Organisations</MenuLabel>
        {me.tenants.map((tenant) => (
          <MenuItem key={tenant.id} onSelect={() => void switchOrganisation(tenant, home)}>
            <Initial name={tenant.name} className="size-5 text-xs" />
            <span className="min-w-0 grow truncate">{tenant.name}</span>
            {tenant.is_demo && <Badge>Demo</Badge>}
            {tenant.id === current.id && <Check aria-label="Current" />}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem onSelect={() => setCreating(true)}>
          <Plus aria-hidden /> New organisation
        </MenuItem>
      </Menu>
      <NewOrganisationDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
