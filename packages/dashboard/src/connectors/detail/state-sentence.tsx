import type { ConnectorView } from '@belay/contract/connector';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { staleFor } from '../words/freshness.ts';
import { connectorLook } from '../words/state-look.ts';

/** State, sentence and how fresh both are; figures that nobody told for long are called old. */
export function StateSentence({ view }: { view: ConnectorView }) {
  const now = useNow(1_000);
  const look = connectorLook(view.state);
  const stale = staleFor(view, now);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <State tone={look.tone}>{look.word}</State>
      <span className="text-ink" aria-live="polite" data-testid="sentence">
        {view.sentence}
      </span>
      {stale !== null && (
        <State plain tone="warn">
          Figures as of <RelativeTime at={view.status_at} />
        </State>
      )}
    </div>
  );
}
