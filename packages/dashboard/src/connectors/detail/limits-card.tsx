import type { ConnectorView } from '@belay/contract/connector';
import { Card } from '../../ui/card.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { limitBars } from './limit-bars.ts';

/** Requests used against what Slack allows, per method, as thin bars. */
export function LimitsCard({ view }: { view: ConnectorView }) {
  const bars = limitBars(view.limits);
  return (
    <Card title="Slack's limits" text="Requests of this minute, per method">
      {view.clamped && (
        <Notice tone="warn" className="mb-3">
          Slack serves this app 15 messages a minute, as it does with apps outside of its
          marketplace. For old messages, an export ZIP is the quicker way in: drop it under Imports.
        </Notice>
      )}
      {bars.length === 0 ? (
        <p className="text-soft">No request that Slack limits was sent yet.</p>
      ) : (
        <ul className="flex flex-col gap-2.5">
          {bars.map((bar) => (
            <li key={bar.method}>
              <div className="flex flex-wrap justify-between gap-x-3 text-sm">
                <code className="font-mono">{bar.method}</code>
                <span className="text-soft">
                  {bar.words}
                  {bar.rejected > 0 && (
                    <span className="text-warn">
                      {' '}
                      · {formatCount(bar.rejected, 'time')} asked to wait
                    </span>
                  )}
                </span>
              </div>
              <Progress
                value={bar.share}
                label={`${bar.method}: ${bar.words}`}
                tone={bar.tone === 'warn' ? 'warn' : 'accent'}
                className="mt-1 h-1"
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
