import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Eyes, searchChannels } from '../data/connector-verbs.ts';
import { useSettled } from '../data/use-settled.ts';
import type { ChosenChannel } from '../settings/settings-form.ts';
import { isPastedList, pastedNames } from './pasted-names.ts';

const atOnce = 100;

/** The search box of the picker: words search on the server, a list of names is told apart there. */
export function useChannelSearch(
  eyes: Eyes,
  eyesKey: string,
  onFound: (found: ChosenChannel[]) => void,
) {
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<string[]>([]);
  const [nameError, setNameError] = useState<unknown>(null);
  const query = useSettled(isPastedList(text) ? '' : text.trim().replace(/^#/, ''));
  const listing = useInfiniteQuery({
    queryKey: ['channel-search', eyesKey, query],
    queryFn: ({ pageParam, signal }) =>
      searchChannels({ ...eyes, query, offset: pageParam, limit: atOnce }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && read < last.total ? read : undefined;
    },
    placeholderData: (before) => before,
    staleTime: 60_000,
  });

  const take = async (names: string[]) => {
    setNameError(null);
    setUnknown([]);
    try {
      const answer = await searchChannels({ ...eyes, names, limit: Math.min(200, names.length) });
      const wanted = new Set(names);
      const found = answer.items.filter(
        ({ id, name }) => wanted.has(id) || wanted.has(name.toLowerCase()),
      );
      onFound(found.map(({ id, name }) => ({ id, name })));
      setUnknown(answer.unknown);
      // what was not found stays in the box, to be mended there
      setText(answer.unknown.map((name) => `#${name}`).join(', '));
    } catch (thrown) {
      setNameError(thrown);
    }
  };
  return {
    text,
    setText(next: string) {
      setText(next);
      if (next === '') setUnknown([]);
      // a pasted list is taken at once; a typed one with Enter
      const isPaste = next.length - text.length > 3 && isPastedList(next);
      if (isPaste) void take(pastedNames(next));
    },
    submit() {
      const names = pastedNames(text);
      if (names.length > 0) void take(names);
    },
    unknown,
    error: nameError ?? (listing.data ? null : listing.error),
    isPending: listing.isPending,
    items: listing.data?.pages.flatMap((page) => page.items) ?? [],
    total: listing.data?.pages[0]?.total ?? 0,
    more() {
      if (listing.hasNextPage && !listing.isFetchingNextPage) void listing.fetchNextPage();
    },
  };
}
