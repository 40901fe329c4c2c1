import { Bell, BellOff, BellRing, Check } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import { chime } from './chime.ts';
import { setNotifyChoice, useNotifyChoice } from './notify-choice.ts';

/** Desktop notifications and sound of this browser. The permission is asked for here, never before. */
export function NotifyMenu() {
  const { desktop, sound } = useNotifyChoice();
  const can = 'Notification' in window;
  const allowed = can && Notification.permission === 'granted';
  const on = desktop && allowed;
  const toggle = async () => {
    if (on) return setNotifyChoice({ desktop: false });
    const permission = can ? await Notification.requestPermission() : 'denied';
    if (permission === 'granted') return setNotifyChoice({ desktop: true });
    toast.error('This browser shows no notifications of Belay.', {
      description: can
        ? 'Allow notifications for this address in the settings of your browser; then press it again.'
        : 'It has no notifications at all. The number in the window title still tells who waits.',
    });
  };
  const Icon = on ? BellRing : sound ? Bell : BellOff;
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon-sm" aria-label="Notifications of this browser">
          <Icon />
        </Button>
      }
    >
      <MenuLabel>When somebody waits, or writes to you</MenuLabel>
      <MenuItem onSelect={() => void toggle()}>
        <Tick on={on} /> Desktop notification
      </MenuItem>
      <MenuItem
        onSelect={() => {
          setNotifyChoice({ sound: !sound });
          if (!sound) chime();
        }}
      >
        <Tick on={sound} /> Sound
      </MenuItem>
    </Menu>
  );
}

function Tick({ on }: { on: boolean }) {
  return (
    <>
      <Check aria-hidden className={on ? undefined : 'invisible'} />
      {on && <span className="sr-only">On: </span>}
    </>
  );
}
