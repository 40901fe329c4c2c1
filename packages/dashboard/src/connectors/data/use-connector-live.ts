import type { ConnectorView } from '@belay/contract/connector';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLive } from '../../live/live-context.tsx';
import { applyProgress } from './apply-progress.ts';
import { connectorKeys } from './connector-queries.ts';
import { paced } from './paced.ts';
import { readProgress } from './read-progress.ts';

/** What progress doesn't tell (limits, channels, failures) is read again this often while it moves. */
const rereadMs = 3_000;

const timers = {
  set: (callback: () => void, ms: number) => setTimeout(callback, ms),
  clear: (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>), // what `set` gave
};

/** Keeps the connectors in the cache as the stream tells them: figures at once, the rest soon after. */
export function useConnectorLive(): void {
  const client = useQueryClient();
  // the key of one connector is the beginning of all that belongs to it: channels, throughput
  const [reread] = useState(() =>
    paced(
      (id) => void client.invalidateQueries({ queryKey: connectorKeys.one(id) }),
      rereadMs,
      timers,
    ),
  );
  useEffect(() => () => reread.stop(), [reread]);
  useLive(['connector_progress', 'connector_changed'], (items) => {
    for (const item of items) {
      const id = item.connector_id;
      if (typeof id !== 'string') continue;
      reread.ask(id);
      if (item.kind === 'connector_changed') {
        void client.invalidateQueries({ queryKey: connectorKeys.list });
        continue;
      }
      const progress = readProgress(item);
      if (!progress) continue;
      client.setQueryData<ConnectorView>(connectorKeys.one(id), (view) =>
        view ? applyProgress(view, progress, item.ts) : view,
      );
      client.setQueryData<ConnectorView[]>(connectorKeys.list, (views) =>
        views?.map((view) => applyProgress(view, progress, item.ts)),
      );
    }
  });
}
