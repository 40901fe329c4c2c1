import { slackEvents } from '@belay/contract/desk/slack-settings';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, RotateCw, ScrollText } from 'lucide-react';
import { toast } from 'sonner';
import { errorWords } from '../../api/error-words.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useCan } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Select } from '../../ui/input.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { agentSlackQuery, deliveriesQuery } from '../data/slack-queries.ts';
import { replayParked } from '../data/slack-verbs.ts';
import { slackEventWords } from '../events/event-words.ts';
import { type DeliverySearch, deliverySearch, deliveryStates } from './delivery-filter.ts';
import { deliveryStateWords } from './delivery-look.ts';
import { DeliveryRow } from './delivery-row.tsx';

/** Every message to Slack with its outcome and its reason, the newest first. */
export function LogPage() {
  const { id } = useParams({ from: '/app/agents/$id/integrations/slack/log' });
  const search: DeliverySearch = useSearch({
    from: '/app/agents/$id/integrations/slack/log',
  });
  const mayManage = useCan('desk.manage');
  const { data: slack } = useQuery(agentSlackQuery(id));
  const list = useInfiniteQuery(
    deliveriesQuery(id, {
      state: search.state ?? '',
      event: search.event ?? '',
      channel: search.channel ?? '',
    }),
  );
  const items = list.data?.pages.flatMap((page) => page.items);
  const narrowed = Object.keys(search).length > 0;
  const parked = slack?.parked ?? 0;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <Button asChild size="sm" look="ghost">
          <Link to="/agents/$id/integrations/slack" params={{ id }}>
            <ArrowLeft /> Slack
          </Link>
        </Button>
      </div>
      <Card
        flush
        title="Delivery log"
        text={
          parked > 0
            ? `${formatCount(parked, 'message')} parked: each says why, and can be sent again.`
            : 'Every message to Slack, with its outcome.'
        }
        actions={
          <>
            <Filters agent={id} search={search} />
            {mayManage && parked > 0 && <ReplayAll agent={id} channel={search.channel} />}
          </>
        }
      >
        {list.error && !items ? (
          <ErrorState
            error={list.error}
            title="The delivery log could not be loaded"
            retry={list.refetch}
          />
        ) : !items ? (
          <SkeletonRows rows={8} />
        ) : items.length === 0 ? (
          <EmptyState
            icon={ScrollText}
            title={narrowed ? 'Nothing fits these filters' : 'Nothing was sent yet'}
            className="m-4"
          >
            {narrowed
              ? 'Choose others to see more.'
              : 'Press Send Test on the Slack page to see the first one.'}
          </EmptyState>
        ) : (
          <ul aria-label="Deliveries">
            {items.map((delivery) => (
              <DeliveryRow key={delivery.id} agent={id} delivery={delivery} mayManage={mayManage} />
            ))}
          </ul>
        )}
      </Card>
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
  );
}

function Filters({ agent, search }: { agent: string; search: DeliverySearch }) {
  const navigate = useNavigate();
  const { data: slack } = useQuery(agentSlackQuery(agent));
  const set = (next: Record<string, string>) =>
    void navigate({
      to: '/agents/$id/integrations/slack/log',
      params: { id: agent },
      search: deliverySearch({ ...search, ...next }),
      replace: true,
    });
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        aria-label="Outcome"
        value={search.state ?? ''}
        onChange={({ target }) => set({ state: target.value })}
        className="w-36"
      >
        <option value="">Any outcome</option>
        {deliveryStates.map((state) => (
          <option key={state} value={state}>
            {deliveryStateWords[state]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Event"
        value={search.event ?? ''}
        onChange={({ target }) => set({ event: target.value })}
        className="w-44"
      >
        <option value="">Any event</option>
        {slackEvents.map((event) => (
          <option key={event} value={event}>
            {slackEventWords[event].title}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Channel"
        value={search.channel ?? ''}
        onChange={({ target }) => set({ channel: target.value })}
        className="w-40"
      >
        <option value="">Any channel</option>
        {search.channel && !slack?.channels.some(({ id }) => id === search.channel) && (
          <option value={search.channel}>{search.channel}</option>
        )}
        {slack?.channels.map(({ id, name }) => (
          <option key={id} value={id}>
            #{name}
          </option>
        ))}
      </Select>
    </div>
  );
}

function ReplayAll({ agent, channel }: { agent: string; channel: string | undefined }) {
  const { run, pending } = useSubmit(async () => {
    try {
      const count = await replayParked(agent, channel);
      toast.success(
        count === 0
          ? 'Nothing there is parked.'
          : `${formatCount(count, 'message')} will be sent again.`,
      );
    } catch (error) {
      toast.error(errorWords(error).message);
    }
  });
  return (
    <Button pending={pending} onClick={() => void run()}>
      <RotateCw /> {channel ? 'Replay this channel' : 'Replay all'}
    </Button>
  );
}
