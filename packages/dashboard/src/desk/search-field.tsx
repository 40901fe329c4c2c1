import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { Input } from '../ui/input.tsx';

const pauseMs = 250;

/** Asks when typing pauses, or at once with Enter. `/` leads to it. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  className,
}: {
  label: string;
  placeholder: string;
  value: string | undefined;
  onChange(value: string | undefined): void;
  className?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcuts([{ keys: '/', label, run: () => input.current?.focus() }]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // the address changed by itself: a link, back, forward
    if (document.activeElement !== input.current) setText(value ?? '');
  }, [value]);
  const ask = (words: string, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(words.trim() || undefined), wait);
  };
  return (
    <Input
      ref={input}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      maxLength={200}
      onChange={({ target }) => {
        setText(target.value);
        ask(target.value, pauseMs);
      }}
      onKeyDown={({ key }) => {
        if (key === 'Enter') ask(text, 0);
        if (key === 'Escape') input.current?.blur();
      }}
      {...(className ? { className } : {})}
    />
  );
}
