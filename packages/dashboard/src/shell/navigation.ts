import {
  Bot,
  Brain,
  Contact,
  House,
  Inbox,
  type LucideIcon,
  Plug,
  Settings,
  Users,
} from 'lucide-react';
import type { Ability } from '../session/role-allows.ts';

export interface PageEntry {
  to: '/' | '/inbox' | '/visitors' | '/leads' | '/connectors' | '/memory' | '/agents' | '/settings';
  title: string;
  icon: LucideIcon;
  keys: string;
  /** without it the page isn't offered */
  needs?: Ability;
}

/** The pages that the sidebar and the palette lead to, for whoever may see them. */
export const navigation: readonly PageEntry[] = [
  { to: '/', title: 'Home', icon: House, keys: 'g h' },
  { to: '/inbox', title: 'Inbox', icon: Inbox, keys: 'g i', needs: 'desk.read' },
  { to: '/visitors', title: 'Visitors', icon: Users, keys: 'g v', needs: 'desk.read' },
  { to: '/leads', title: 'Leads', icon: Contact, keys: 'g l', needs: 'desk.read' },
  { to: '/connectors', title: 'Connectors', icon: Plug, keys: 'g c' },
  { to: '/memory', title: 'Memory', icon: Brain, keys: 'g m' },
  { to: '/agents', title: 'Agents', icon: Bot, keys: 'g a' },
  { to: '/settings', title: 'Settings', icon: Settings, keys: 'g s' },
];
