import { cn } from '../ui/cn.ts';

/** The first letter of a name in a square: an organisation, a person. */
export function Initial({ name, className }: { name: string; className?: string }) {
  const [letter = '?'] = name.trim();
  return (
    <span
      aria-hidden
      className={cn(
        'flex size-6 shrink-0 items-center justify-center rounded-md bg-accent text-sm font-semibold text-on-accent uppercase',
        className,
      )}
    >
      {letter}
    </span>
  );
}
