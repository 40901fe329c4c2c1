import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Experience } from '../experience/read-experience.ts';
import { ResultCard } from './result-card.tsx';

/** Cards of any height, ten or ten thousand: only those in sight exist. `onEnd` loads more. */
export function ResultList({
  results,
  words,
  openId,
  onEnd,
}: {
  results: { one: Experience; earlier: number }[];
  words: readonly string[];
  openId: string | undefined;
  onEnd?: (() => void) | undefined;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const place = list.current?.getBoundingClientRect();
    if (place) setTop(place.top + scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: results.length,
    estimateSize: () => 116,
    gap: 10,
    overscan: 6,
    scrollMargin: top,
    getItemKey: (index) => results[index]?.one.id ?? index,
    onChange(instance) {
      const last = instance.getVirtualItems().at(-1);
      if (onEnd && last && last.index >= results.length - 8) onEnd();
    },
  });
  return (
    <ul ref={list} className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const result = results[index];
        if (!result) return null;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={results.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <ResultCard {...result} words={words} isOpen={result.one.id === openId} />
          </li>
        );
      })}
    </ul>
  );
}
