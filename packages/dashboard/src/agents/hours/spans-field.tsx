import type { Span } from '@belay/contract/desk/hours';
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { nextSpan, spanNote } from './usual-hours.ts';

/** As many as a day may have. */
const most = 8;

/** The spans of one day, or none: closed. `name` says which day, for who can't see. */
export function SpansField({
  name,
  spans,
  onChange,
}: {
  name: string;
  spans: Span[];
  onChange(spans: Span[]): void;
}) {
  const change = (index: number, next: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...next } : span)));
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
      {spans.length === 0 && <span className="py-1 text-soft">Closed</span>}
      {spans.map((span, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place; its times change as they are typed
          key={index}
          className="inline-flex flex-wrap items-center gap-1.5"
        >
          <Input
            type="time"
            required
            aria-label={`${name}, from`}
            value={span.from}
            onChange={({ target }) => change(index, { from: target.value })}
            className="w-32"
          />
          <span aria-hidden>–</span>
          <Input
            type="time"
            required
            aria-label={`${name}, to`}
            value={span.to}
            onChange={({ target }) => change(index, { to: target.value })}
            className="w-32"
          />
          <Button
            look="ghost"
            size="icon-sm"
            aria-label={`Remove ${span.from} to ${span.to} on ${name}`}
            onClick={() => onChange(spans.filter((_, at) => at !== index))}
          >
            <X />
          </Button>
          {spanNote(span) && (
            <span className="text-sm whitespace-nowrap text-soft">{spanNote(span)}</span>
          )}
        </span>
      ))}
      {spans.length < most && (
        <Button
          look="ghost"
          size="sm"
          aria-label={`Add hours on ${name}`}
          onClick={() => onChange([...spans, nextSpan(spans)])}
        >
          <Plus /> {spans.length === 0 ? 'Add hours' : 'Add'}
        </Button>
      )}
    </div>
  );
}
