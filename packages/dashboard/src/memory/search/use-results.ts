import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Experience, readExperience } from '../experience/read-experience.ts';
import { browseQuery, recallQuery } from './memory-queries.ts';
import type { MemorySearch } from './memory-search.ts';
import { standing } from './standing.ts';

export interface Results {
  results: { one: Experience; earlier: number }[] | undefined;
  error: unknown;
  /** what is shown is of the question before; the new answer is on its way */
  isOld: boolean;
  isLoadingMore: boolean;
  hasMore: boolean;
  more(): void;
  retry(): void;
}

/** What the address asks for: recall when there are words, else the listing. */
export function useResults(search: MemorySearch, scope: string): Results {
  const recalled = useQuery(recallQuery(search, scope));
  const browsed = useInfiniteQuery(browseQuery(search, scope));
  const asks = search.q !== undefined;
  const pack = recalled.data;
  const pages = browsed.data;
  const results = useMemo(() => {
    if (asks)
      return pack?.layers.events.map((item) => {
        const one = readExperience(item);
        return { one, earlier: one.supersedes ? 1 : 0 };
      });
    return pages && standing(pages.pages.flatMap(({ items }) => items).map(readExperience));
  }, [asks, pack, pages]);
  const source = asks ? recalled : browsed;
  return {
    results,
    error: source.error,
    isOld: source.isPlaceholderData,
    isLoadingMore: browsed.isFetchingNextPage,
    hasMore: !asks && browsed.hasNextPage,
    more() {
      if (!asks && browsed.hasNextPage && !browsed.isFetchingNextPage && !browsed.isPlaceholderData)
        void browsed.fetchNextPage();
    },
    retry: () => void source.refetch(),
  };
}
