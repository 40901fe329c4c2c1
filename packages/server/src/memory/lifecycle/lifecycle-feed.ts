import type { Notices } from '../../db/notices.ts';

/** Tells every process that the lifecycle table has news. It carries no data: readers read the table. */
export interface LifecycleFeed {
  /** after a commit here: wakes this process at once, the others within 20 ms */
  wake(): void;
  /** returns how to stop listening */
  subscribe(listener: () => void): () => void;
}

const channel = 'belay_lifecycle';

export function createLifecycleFeed(notices: Notices): LifecycleFeed {
  const listeners = new Set<() => void>();
  notices.on(channel, () => {
    for (const listener of listeners) listener();
  });
  return {
    wake: () => notices.tell(channel, ''),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
