import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { exactTime } from '../../ui/time-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { instantAt, positionAt, positions, presets } from './as-of-scale.ts';

/** How long the slider rests before the memory is asked. */
const restMs = 180;

/**
 * Travels in what the memory knew. The right end is the present. While it is dragged, the words
 * follow at once and the memory is asked when it rests; arrow keys move it too.
 */
export function AsOfBar({
  asOf,
  first,
  onChange,
}: {
  /** ISO; undefined: now */
  asOf: string | undefined;
  /** ISO of the first record; null: nothing is there */
  first: string | null;
  onChange(asOf: string | undefined): void;
}) {
  const now = useNow(60_000);
  const start = first === null ? now : Date.parse(first);
  const told = asOf === undefined ? null : Date.parse(asOf);
  const [moved, setMoved] = useState<number | null>(null);
  const position = moved ?? positionAt(told, start, now);
  const instant = moved === null ? told : instantAt(moved, start, now);
  useEffect(() => {
    if (moved === null) return;
    const timer = setTimeout(() => {
      const at = instantAt(moved, start, now);
      setMoved(null);
      onChange(at === null ? undefined : new Date(at).toISOString());
    }, restMs);
    return () => clearTimeout(timer);
  }, [moved, start, now, onChange]);
  const travels = instant !== null;
  const words = travels ? `As the memory knew it on ${exactTime(instant)}` : 'As the memory is now';
  return (
    <div
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-2.5 shadow-card',
        travels && 'border-accent bg-accent-wash',
      )}
    >
      <span className="flex w-full items-center gap-2 sm:w-auto sm:min-w-80">
        <History aria-hidden className={cn('size-4', travels ? 'text-accent-ink' : 'text-faint')} />
        <span aria-live="polite" className={cn(travels && 'font-medium')} data-testid="as-of">
          {words}
        </span>
      </span>
      <input
        type="range"
        aria-label="The memory as it was"
        aria-valuetext={words}
        min={0}
        max={positions}
        step={1}
        value={position}
        disabled={first === null}
        onChange={({ target }) => setMoved(Number(target.value))}
        className="min-w-40 grow"
      />
      <span className="flex flex-wrap gap-1">
        {presets(start, now).map(({ name, instant: at }) => (
          <Button
            key={name}
            size="sm"
            look="ghost"
            onClick={() => onChange(new Date(at).toISOString())}
          >
            {name}
          </Button>
        ))}
        {travels && (
          <Button size="sm" onClick={() => onChange(undefined)}>
            Back to now
          </Button>
        )}
      </span>
    </div>
  );
}
