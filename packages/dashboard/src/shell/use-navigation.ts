import { roleAllows } from '../session/role-allows.ts';
import { useTenant } from '../session/use-session.ts';
import { navigation, type PageEntry } from './navigation.ts';

/** The pages that this person may see. */
export function useNavigation(): readonly PageEntry[] {
  const { role } = useTenant();
  return navigation.filter(({ needs }) => needs === undefined || roleAllows(role, needs));
}
