import type { ConnectorView } from '@belay/contract/connector';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useLive } from '../../live/live-context.tsx';
import { applyProgress } from './apply-progress.ts';
import { connectorKeys } from './connector-queries.ts';
import { readProgress } from './read-progress.ts';

/** What progress doesn't tell (limits, channels, failures) is read again this often while it moves. */
const rereadMs = 4_000;

/** Keeps the connectors in the cache as the stream tells them: figures at once, the rest soon after. */
export function useConnectorLive(): void {
  const client = useQueryClient();
  const rereadAt = useRef(new Map<string, number>());
  useLive(['connector_progress', 'connector_changed'], (items) => {
    for (const item of items) {
      const id = item.connector_id;
      if (typeof id !== 'string') continue;
      if (item.kind === 'connector_changed') {
        void client.invalidateQueries({ queryKey: connectorKeys.one(id) });
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
      const last = rereadAt.current.get(id) ?? 0;
      if (Date.now() - last < rereadMs) continue;
      rereadAt.current.set(id, Date.now());
      void client.invalidateQueries({ queryKey: connectorKeys.one(id) });
    }
  });
}
