import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { lastDeliveryQuery } from '../data/slack-queries.ts';
import { deliveryLook } from '../log/delivery-look.ts';

/** What became of the last message of an event; leads to the log. */
export function LastDelivery({ agent, event }: { agent: string; event: SlackEvent }) {
  const { data: delivery } = useQuery(lastDeliveryQuery(agent, event));
  if (delivery === undefined) return <span className="text-faint">…</span>;
  if (delivery === null) return <span className="text-faint">Nothing sent yet</span>;
  const look = deliveryLook(delivery);
  return (
    <Link
      to="/agents/$id/integrations/slack/log"
      params={{ id: agent }}
      search={{ event }}
      className="inline-flex flex-wrap items-center gap-x-1.5 hover:underline"
    >
      <State plain tone={look.tone}>
        {look.word}
      </State>
      <RelativeTime at={delivery.posted_at ?? delivery.created_at} className="text-soft" />
    </Link>
  );
}
