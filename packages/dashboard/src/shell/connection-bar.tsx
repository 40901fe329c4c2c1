import { WifiOff } from 'lucide-react';
import { useLiveState } from '../live/live-context.tsx';
import { liveWords } from '../live/live-words.ts';
import { useNow } from '../ui/use-now.ts';

/** How long a break may last before it is told: a deploy is no news. */
const patienceMs = 20_000;

/** Says that what is shown may be old. Nothing while all is well. */
export function ConnectionBar() {
  const state = useLiveState();
  const now = useNow();
  const broken =
    state.phase === 'offline' ||
    state.phase === 'stopped' ||
    (state.phase === 'reconnecting' && now - (state.heardAt ?? now) > patienceMs);
  return (
    <div role="status" aria-live="polite">
      {broken && (
        <p className="flex items-center gap-2 border-b border-line bg-warn-wash px-4 py-1.5 text-sm sm:px-6 lg:px-8">
          <WifiOff aria-hidden className="size-4 shrink-0 text-warn" />
          {liveWords(state, now)}. What you see may be older than it looks.
        </p>
      )}
    </div>
  );
}
