import type { WebhookDeliveryView, WebhookView } from '@belay/contract/desk/webhook';
import { useInfiniteQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { deliveryLook } from './webhook-look.ts';
import { type DeliveryState, deliveriesQuery, replayDelivery } from './webhook-queries.ts';

const states = ['waiting', 'delivered', 'failed'] as const satisfies DeliveryState[];
const stateWords: Record<DeliveryState, string> = {
  waiting: 'Under way',
  delivered: 'Delivered',
  failed: 'Given up',
};

/** What was sent to one webhook, the newest first: its outcome, its reason, and Replay. */
export function DeliveriesDrawer({
  webhook,
  mayManage,
  onClose,
}: {
  webhook: WebhookView;
  mayManage: boolean;
  onClose(): void;
}) {
  const [state, setState] = useState<DeliveryState | ''>('');
  const list = useInfiniteQuery(deliveriesQuery(webhook.id, state));
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Drawer
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="max-w-xl"
      title={`Deliveries of ${webhook.name}`}
    >
      <div className="flex flex-col gap-4">
        <Field label="Show" className="max-w-48">
          <Select
            value={state}
            onChange={({ target }) => setState(states.find((one) => one === target.value) ?? '')}
          >
            <option value="">All</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {stateWords[one]}
              </option>
            ))}
          </Select>
        </Field>
        {list.error && !items ? (
          <ErrorState
            error={list.error}
            title="The deliveries could not be loaded"
            retry={list.refetch}
          />
        ) : !items ? (
          <SkeletonRows rows={4} />
        ) : items.length === 0 ? (
          <p className="text-soft">
            {state === '' ? 'Nothing was sent yet. Send a test to see one.' : 'None.'}
          </p>
        ) : (
          <ul aria-label="Deliveries" className="rounded-md border border-line">
            {items.map((delivery) => (
              <DeliveryRow
                key={delivery.id}
                webhook={webhook.id}
                delivery={delivery}
                mayManage={mayManage}
              />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button
            pending={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
            className="self-center"
          >
            Show older ones
          </Button>
        )}
      </div>
    </Drawer>
  );
}

function DeliveryRow({
  webhook,
  delivery,
  mayManage,
}: {
  webhook: string;
  delivery: WebhookDeliveryView;
  mayManage: boolean;
}) {
  const look = deliveryLook(delivery);
  const { run, pending, error } = useSubmit(() => replayDelivery(webhook, delivery.id));
  return (
    <li className="flex flex-col gap-1 border-b border-line px-3 py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <code className="font-mono text-sm">{delivery.event}</code>
        <span className="ml-auto text-sm text-soft">
          <RelativeTime at={delivery.created_at} />
        </span>
        {mayManage && delivery.state !== 'waiting' && (
          <Button
            look="ghost"
            size="sm"
            pending={pending}
            aria-label={`Replay ${delivery.event}`}
            onClick={() => void run()}
          >
            <RotateCw /> Replay
          </Button>
        )}
      </div>
      <State plain tone={look.tone} className="whitespace-normal">
        {look.word}
      </State>
      {delivery.reason && <p className="text-sm">{delivery.reason}</p>}
      {delivery.state === 'waiting' && delivery.next_attempt_at && (
        <p className="text-sm text-soft">
          Next attempt <RelativeTime at={delivery.next_attempt_at} />
        </p>
      )}
      {error !== null && <ErrorNote error={error} />}
    </li>
  );
}
