import { useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react';
import { createKeySequence, keyName } from './key-sequence.ts';

export interface Shortcut {
  /** "g h", "n", "?", "mod+k" */
  keys: string;
  /** what it does, for the help: "Go to Home" */
  label: string;
  run(): void;
}

let active: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Shortcut[]): void {
  active = next;
  for (const listener of listeners) listener();
}

/** These keys work while the component is there. Later ones win. Not while somebody types. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const run = useEffectEvent((keys: string) =>
    shortcuts.find((shortcut) => shortcut.keys === keys)?.run(),
  );
  const signature = JSON.stringify(shortcuts.map(({ keys, label }) => [keys, label]));
  // with the page itself, not a moment later: whoever sees it may press them
  useLayoutEffect(() => {
    const mine = (JSON.parse(signature) as [string, string][]).map(([keys, label]) => ({
      keys,
      label,
      run: () => run(keys),
    }));
    change([...active, ...mine]);
    return () => change(active.filter((shortcut) => !mine.includes(shortcut)));
  }, [signature]);
}

/** Every shortcut that works right now. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => active,
  );
}

/** Listens to the keyboard. Once, by the application. Returns the way to stop. */
export function listenToKeys(target: Document): () => void {
  const sequence = createKeySequence();
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return;
    const key = keyName(event);
    if (key === null) return;
    const types = event.target instanceof HTMLElement && isTyping(event.target);
    if (types && !key.startsWith('mod+')) return;
    // a dialog has the keyboard for itself
    if (target.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return;
    const found = sequence(
      key,
      event.timeStamp,
      active.map(({ keys }) => keys),
    );
    if (found === null) return;
    event.preventDefault();
    active.findLast(({ keys }) => keys === found)?.run();
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}

function isTyping(element: HTMLElement): boolean {
  return element.isContentEditable || element.matches('input, textarea, select, [role="combobox"]');
}
