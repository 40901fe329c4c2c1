import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSettled } from '../../connectors/data/use-settled.ts';
import { slackKeys } from '../data/slack-queries.ts';
import { searchSlackChannels } from '../data/slack-verbs.ts';

const atOnce = 50;

/** Channels by a part of their name, an id or a pasted link: the server finds them, page by page. */
export function useSlackChannels(agent: string, isOpen: boolean) {
  const [text, setText] = useState('');
  const query = useSettled(text.trim());
  const list = useInfiniteQuery({
    queryKey: [...slackKeys.channels(agent), query],
    queryFn: ({ pageParam, signal }) =>
      searchSlackChannels(agent, { query, offset: pageParam, limit: atOnce }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && read < last.total ? read : undefined;
    },
    placeholderData: (before) => before,
    enabled: isOpen,
    staleTime: 60_000,
    retry: false,
  });
  return {
    text,
    setText,
    items: list.data?.pages.flatMap(({ items }) => items) ?? [],
    total: list.data?.pages[0]?.total ?? 0,
    hint: list.data?.pages[0]?.hint ?? null,
    error: list.data ? null : list.error,
    isPending: list.isPending,
    isSettled: query === text.trim() && !list.isPlaceholderData,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    more: () => {
      if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
    },
  };
}
