import { Switch } from '../../ui/switch.tsx';
import { useAvailability } from './use-availability.ts';

/** Available or away, on the profile. */
export function AvailabilitySwitch() {
  const { available, pending, toggle } = useAvailability(true);
  return (
    <Switch
      label="Available for conversations"
      checked={available ?? false}
      disabled={available === null || pending}
      onChange={toggle}
    />
  );
}
