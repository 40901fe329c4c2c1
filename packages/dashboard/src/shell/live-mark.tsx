import { useLiveState } from '../live/live-context.tsx';
import { liveWords } from '../live/live-words.ts';
import { cn } from '../ui/cn.ts';
import { exactTime } from '../ui/time-words.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { useNow } from '../ui/use-now.ts';

/** The freshness of the page, always in sight. */
export function LiveMark({ className }: { className?: string }) {
  const state = useLiveState();
  const now = useNow();
  const dot = { live: 'bg-ok', offline: 'bg-bad', stopped: 'bg-bad' }[state.phase as 'live'];
  const heard =
    state.heardAt === null ? 'Nothing heard yet' : `Last heard ${exactTime(state.heardAt)}`;
  return (
    <Tooltip text={heard}>
      <button
        type="button"
        className={cn(
          'inline-flex min-h-6 cursor-default text-left items-center gap-2 text-sm text-soft',
          className,
        )}
      >
        <span aria-hidden className={cn('size-2 shrink-0 rounded-full', dot ?? 'bg-warn')} />
        {liveWords(state, now)}
      </button>
    </Tooltip>
  );
}
