import type { ConnectorView } from '@belay/contract/connector';
import { Check, CircleDashed } from 'lucide-react';
import { Card } from '../../ui/card.tsx';
import { CopyLine } from '../../ui/copy-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { realtimeState } from './realtime-state.ts';

/** Where events come from, whether they come, and which of them were never seen. */
export function RealtimeCard({ view }: { view: ConnectorView }) {
  const { realtime, settings } = view;
  const state = realtimeState(view);
  const wanted = settings.mode === 'realtime';
  return (
    <Card title="Real time" actions={<State tone={state.tone}>{state.word}</State>}>
      <p>{state.sentence}</p>
      {wanted && realtime.source !== 'socket' && (
        <div className="mt-3">
          <p className="mb-1 text-sm text-soft">Request URL</p>
          <CopyLine text={realtime.request_url} what="the Request URL" />
        </div>
      )}
      {wanted && realtime.source !== null && (
        <>
          <p className="mt-3 text-sm text-soft">
            {realtime.source === 'http' ? 'HTTP events' : 'Socket Mode'}
            {realtime.connected_at !== null && (
              <>
                , connected <RelativeTime at={realtime.connected_at} />
              </>
            )}
            {' · last event '}
            <RelativeTime at={realtime.last_event_at} none="not yet" />
          </p>
          <details className="mt-3">
            <summary className="font-medium">
              Subscribed events{' '}
              <span className="font-normal text-soft">
                {realtime.events.length - countMissing(realtime.events)} of {realtime.events.length}{' '}
                seen
              </span>
            </summary>
            <ul className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-2">
              {realtime.events.map(({ name, first_seen_at }) => (
                <li key={name} className="flex items-center gap-1.5">
                  {first_seen_at === null ? (
                    <CircleDashed aria-label="not seen yet" className="size-3.5 text-faint" />
                  ) : (
                    <Check aria-label="seen" className="size-3.5 text-ok" />
                  )}
                  <code className="truncate font-mono">{name}</code>
                  {first_seen_at !== null && (
                    <RelativeTime at={first_seen_at} className="ml-auto shrink-0 text-faint" />
                  )}
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Card>
  );
}

function countMissing(events: ConnectorView['realtime']['events']): number {
  return events.filter(({ first_seen_at }) => first_seen_at === null).length;
}
