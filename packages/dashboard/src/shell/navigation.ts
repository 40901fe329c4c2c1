import { Brain, House, type LucideIcon, Plug, Settings } from 'lucide-react';

/** The pages that the sidebar and the palette lead to. */
export const navigation = [
  { to: '/', title: 'Home', icon: House, keys: 'g h' },
  { to: '/connectors', title: 'Connectors', icon: Plug, keys: 'g c' },
  { to: '/memory', title: 'Memory', icon: Brain, keys: 'g m' },
  { to: '/settings', title: 'Settings', icon: Settings, keys: 'g s' },
] as const satisfies { to: string; title: string; icon: LucideIcon; keys: string }[];
