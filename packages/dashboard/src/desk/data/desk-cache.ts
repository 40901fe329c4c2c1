import type { ConversationDetail, ConversationsPage } from '@belay/contract/desk/conversation';
import type { DeskEvent } from '@belay/contract/desk/stream';
import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import { applyToDetail } from './apply-to-detail.ts';
import { applyToList } from './apply-to-list.ts';
import { deskKeys, type ListFilter } from './desk-queries.ts';
import { createEventLog } from './event-log.ts';

/**
 * Keeps what is cached of the desk as the stream tells it. An answer that was asked for before an
 * event and comes after it gets that event too: nothing that was shown goes back.
 */
export function createDeskCache(client: QueryClient, person: string) {
  const log = createEventLog();
  const asked = new Map<string, number>();
  const cache = client.getQueryCache();

  const apply = (query: Query, events: readonly DeskEvent[]): void => {
    const { queryKey } = query;
    if (queryKey[1] === 'conversations')
      client.setQueryData<InfiniteData<ConversationsPage>>(queryKey, (data) => {
        if (!data) return data;
        // the key of a list ends with its filter
        const filter = queryKey[2] as ListFilter;
        const pages = events.reduce(
          (before, event) => applyToList(before, event, filter, person),
          data.pages,
        );
        return pages === data.pages ? data : { ...data, pages };
      });
    else
      client.setQueryData<ConversationDetail>(queryKey, (detail) =>
        detail ? events.reduce(applyToDetail, detail) : detail,
      );
  };

  const unsubscribe = cache.subscribe((change) => {
    const { query } = change;
    if (!isLive(query)) return;
    if (change.type === 'removed') asked.delete(query.queryHash);
    if (change.type !== 'updated') return;
    if (change.action.type === 'fetch') asked.set(query.queryHash, log.mark());
    if (change.action.type !== 'success' || change.action.manual) return;
    const missed = log.since(asked.get(query.queryHash) ?? log.mark());
    if (missed.length > 0) apply(query, missed);
  });

  return {
    take(events: readonly DeskEvent[]): void {
      for (const event of events) log.add(event);
      for (const query of cache.findAll({ queryKey: ['desk'], predicate: isLive }))
        apply(query, events);
      for (const event of events)
        if (event.kind === 'slack')
          void client.invalidateQueries({ queryKey: deskKeys.slack(event.conversation_id) });
        else if (event.kind === 'conversation')
          void client.invalidateQueries({ queryKey: deskKeys.slack(event.conversation.id) });
        else if (event.kind === 'erased')
          // whoever looks at it hears from the server that it is gone
          void client.resetQueries({ queryKey: deskKeys.one(event.conversation_id) });
    },
    stop: unsubscribe,
  };
}

function isLive({ queryKey }: Pick<Query, 'queryKey'>): boolean {
  return (
    queryKey[0] === 'desk' && (queryKey[1] === 'conversations' || queryKey[1] === 'conversation')
  );
}
