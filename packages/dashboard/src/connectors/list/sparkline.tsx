import { sparklinePath } from './sparkline-path.ts';

const box = { width: 160, height: 28 };

/** A small area of counts; the label says the same in words. */
export function Sparkline({ counts, label }: { counts: readonly number[]; label: string }) {
  const { line, area } = sparklinePath(counts, box);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${box.width} ${box.height}`}
      preserveAspectRatio="none"
      className="h-7 min-w-0 grow text-accent"
    >
      <title>{label}</title>
      <path d={area} fill="currentColor" opacity={0.14} />
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
