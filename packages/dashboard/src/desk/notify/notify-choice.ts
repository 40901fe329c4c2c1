import { useSyncExternalStore } from 'react';

/** What this browser does when somebody waits. Off until somebody presses a button. */
export interface NotifyChoice {
  desktop: boolean;
  sound: boolean;
}

const key = 'belay.desk.notify';
const listeners = new Set<() => void>();
let current: NotifyChoice | undefined;

function read(): NotifyChoice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    const { desktop, sound } = (typeof kept === 'object' && kept ? kept : {}) as Partial<
      Record<string, unknown>
    >;
    return { desktop: desktop === true, sound: sound === true };
  } catch {
    return { desktop: false, sound: false };
  }
}

export function notifyChoice(): NotifyChoice {
  current ??= read();
  return current;
}

export function setNotifyChoice(change: Partial<NotifyChoice>): void {
  current = { ...notifyChoice(), ...change };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // a browser that keeps nothing: the choice lasts as long as the page
  }
  for (const listener of listeners) listener();
}

export function useNotifyChoice(): NotifyChoice {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, notifyChoice);
}
