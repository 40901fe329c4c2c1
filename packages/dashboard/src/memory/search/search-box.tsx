import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Input } from '../../ui/input.tsx';
import { Kbd } from '../../ui/kbd.tsx';

const pauseMs = 300;

/** The one box: asks when typing pauses, or at once with Enter. `/` leads to it. */
export function SearchBox({
  query,
  onChange,
}: {
  query: string | undefined;
  onChange(query: string | undefined): void;
}) {
  const [text, setText] = useState(query ?? '');
  const input = useRef<HTMLInputElement>(null);
  const told = useRef(query);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    // the address changed by itself: a link, back, forward
    if (query === told.current) return;
    told.current = query;
    setText(query ?? '');
  }, [query]);
  const ask = (words: string) => {
    const next = words.trim() || undefined;
    if (next === told.current) return;
    told.current = next;
    tell.current(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the pause
  useEffect(() => {
    const timer = setTimeout(() => ask(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  useShortcuts([{ keys: '/', label: 'Search the memory', run: () => input.current?.focus() }]);
  return (
    <search className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-faint"
      />
      <Input
        ref={input}
        type="search"
        aria-label="Search the memory"
        placeholder="Ask the memory: what was decided about the payments migration?"
        value={text}
        maxLength={500}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') ask(text);
          if (event.key === 'Escape') input.current?.blur();
        }}
        className="h-11 rounded-lg pr-4 pl-10 text-lg text-ellipsis sm:pr-12"
      />
      <span className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 max-sm:hidden">
        {text === '' && <Kbd>/</Kbd>}
      </span>
    </search>
  );
}
