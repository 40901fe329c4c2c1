import type { SlackDelivery } from '@belay/contract/desk/slack';
import { Link } from '@tanstack/react-router';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { deliveryLook } from '../log/delivery-look.ts';

/** What became of the last message of an event; leads to the log. */
export function LastDelivery({
  agent,
  delivery,
}: {
  agent: string;
  delivery: SlackDelivery | undefined;
}) {
  if (!delivery) return <span className="text-faint">Nothing sent yet</span>;
  const look = deliveryLook(delivery);
  return (
    <Link
      to="/agents/$id/integrations/slack/log"
      params={{ id: agent }}
      search={delivery.event === null ? {} : { event: delivery.event }}
      className="inline-flex flex-wrap items-center gap-x-1.5 hover:underline"
    >
      <State plain tone={look.tone}>
        {look.word}
      </State>
      <RelativeTime at={delivery.posted_at ?? delivery.created_at} className="text-soft" />
    </Link>
  );
}
