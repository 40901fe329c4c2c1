import type { ConnectorView } from '@belay/contract/connector';
import { useState } from 'react';
import { useLive } from '../../live/live-context.tsx';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { baseScope } from '../data/base-scope.ts';
import { addLines, type LifecycleLine, lineWords } from './lifecycle-lines.ts';

const kinds = ['captured', 'indexed', 'forgotten', 'import_progress', 'connector_changed'];

/** What the lifecycle stream tells of this connector since the page was opened. */
export function LifecycleCard({ view }: { view: ConnectorView }) {
  const [lines, setLines] = useState<LifecycleLine[]>([]);
  const scope = baseScope(view.settings.scope_template);
  useLive(kinds, (items) => {
    const own = items.filter(
      (item) =>
        item.connector_id === view.id ||
        (item.connector_id === undefined &&
          (item.scope === scope || item.scope.startsWith(`${scope}/`))),
    );
    if (own.length > 0) setLines((before) => addLines(before, own));
  });
  return (
    <Card title="Lifecycle" text="Since you opened this page" flush>
      {lines.length === 0 ? (
        <p className="px-4 py-6 text-center text-soft">
          Quiet so far. Captures, deletions and changes are listed as they happen.
        </p>
      ) : (
        <ol className="max-h-56 divide-y divide-line overflow-y-auto text-sm">
          {lines.map((line) => (
            <li key={line.id} className="flex justify-between gap-3 px-4 py-1.5">
              <span>{lineWords(line)}</span>
              <RelativeTime at={line.at} className="shrink-0 text-faint" />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
