import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Also read by public/theme.js, before the first paint. */
const key = 'belay.theme';
const listeners = new Set<() => void>();

function current(): Theme {
  const named = document.documentElement.dataset.theme;
  return themes.find((theme) => theme === named) ?? 'system';
}

/** Shows a theme and remembers it in this browser. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // a browser that keeps nothing: the choice lasts as long as the page
  }
  for (const listener of listeners) listener();
}

/** The chosen theme; `system` unless somebody chose. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}
