/** Timers, as a browser or a test has them. */
export interface Timers {
  set(callback: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/**
 * Runs `work` for a key at once, then at most every `ms`, and once more at the end for what came in
 * between: the last news is never slept over. `stop` forgets what is due.
 */
export function paced(work: (key: string) => void, ms: number, timers: Timers) {
  const due = new Map<string, { timer: unknown; again: boolean }>();
  const run = (key: string) => {
    work(key);
    const entry = { again: false, timer: timers.set(() => end(key), ms) };
    due.set(key, entry);
  };
  const end = (key: string) => {
    const again = due.get(key)?.again;
    due.delete(key);
    if (again) run(key);
  };
  return {
    ask(key: string) {
      const entry = due.get(key);
      if (entry) entry.again = true;
      else run(key);
    },
    stop() {
      for (const { timer } of due.values()) timers.clear(timer);
      due.clear();
    },
  };
}
