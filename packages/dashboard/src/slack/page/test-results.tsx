import type { SlackDelivery, SlackTestAnswer } from '@belay/contract/desk/slack-delivery';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ExternalLink, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { State } from '../../ui/state-badge.tsx';
import { deliveriesQuery } from '../data/slack-queries.ts';
import { allDeliveries } from '../log/delivery-filter.ts';
import { deliveryLook } from '../log/delivery-look.ts';

/** What becomes of a test, route by route, as it happens. */
export function TestResults({
  agent,
  test,
  onClose,
}: {
  agent: string;
  test: SlackTestAnswer;
  onClose(): void;
}) {
  const { data } = useInfiniteQuery(deliveriesQuery(agent, allDeliveries));
  const log = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card
      flush
      title="Send Test"
      text="One message into each route."
      actions={
        <Button look="ghost" size="icon-sm" aria-label="Close the test" onClick={onClose}>
          <X />
        </Button>
      }
    >
      <ul aria-label="Test messages" aria-live="polite">
        {test.items.map(({ delivery_id, channel }) => (
          <TestRow
            key={delivery_id}
            name={channel.name}
            delivery={log.find(({ id }) => id === delivery_id)}
          />
        ))}
      </ul>
    </Card>
  );
}

function TestRow({ name, delivery }: { name: string; delivery: SlackDelivery | undefined }) {
  const look = delivery ? deliveryLook(delivery) : ({ tone: 'busy', word: 'On its way' } as const);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-0">
      <span className="font-medium">#{name}</span>
      <State plain tone={look.tone}>
        {look.word}
      </State>
      {delivery?.permalink && (
        <a
          href={delivery.permalink}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex items-center gap-1 text-sm text-accent-ink underline"
        >
          Open in Slack <ExternalLink aria-hidden className="size-3.5" />
        </a>
      )}
      {delivery?.trouble && (
        <p className="basis-full text-sm">
          {delivery.sentence} {delivery.remedy}
        </p>
      )}
    </li>
  );
}
