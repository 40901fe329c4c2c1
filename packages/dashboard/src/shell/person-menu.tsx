import { useNavigate } from '@tanstack/react-router';
import { Coffee, LogOut, Monitor, Moon, Sun, UserRound, UserRoundCheck } from 'lucide-react';
import { signOut } from '../session/sign-out.ts';
import { useCan, useMe } from '../session/use-session.ts';
import { useAvailability } from '../slack/person/use-availability.ts';
import { setTheme, type Theme, useTheme } from '../theme/theme.ts';
import { cn } from '../ui/cn.ts';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { Initial } from './initial.tsx';

const choices = [
  { theme: 'system', title: 'Like the system', icon: Monitor },
  { theme: 'light', title: 'Light', icon: Sun },
  { theme: 'dark', title: 'Dark', icon: Moon },
] as const satisfies { theme: Theme; title: string; icon: typeof Sun }[];

/** The signed-in person: there or away, profile, light or dark, sign out. */
export function PersonMenu() {
  const { user } = useMe();
  const theme = useTheme();
  const navigate = useNavigate();
  const operates = useCan('desk.operate');
  const { available, toggle } = useAvailability(operates);
  return (
    <div className="flex items-center gap-1">
      <Menu
        align="start"
        className="w-56"
        trigger={
          <button
            type="button"
            className="flex h-10 min-w-0 grow items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-hover"
          >
            <Initial name={user.name} className="rounded-full bg-line text-ink" />
            <span className="min-w-0 grow">
              <span className="block truncate leading-tight">{user.name}</span>
              <span className="block truncate text-xs text-faint">
                {available === false ? 'Away from the desk' : user.email}
              </span>
            </span>
          </button>
        }
      >
        {available !== null && (
          <MenuItem onSelect={toggle}>
            {available ? <Coffee aria-hidden /> : <UserRoundCheck aria-hidden />}
            {available ? 'Mark me away' : 'Mark me available'}
          </MenuItem>
        )}
        <MenuItem onSelect={() => void navigate({ to: '/settings/profile' })}>
          <UserRound aria-hidden /> Profile
        </MenuItem>
        <MenuLine />
        {choices.map(({ theme: value, title, icon: Icon }) => (
          <MenuItem key={value} onSelect={() => setTheme(value)}>
            <Icon aria-hidden />
            <span className={cn(value === theme && 'font-medium')}>{title}</span>
            {value === theme && <span className="ml-auto text-sm text-soft">now</span>}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem onSelect={() => void signOut(() => navigate({ to: '/sign-in' }))}>
          <LogOut aria-hidden /> Sign out
        </MenuItem>
      </Menu>
    </div>
  );
}
