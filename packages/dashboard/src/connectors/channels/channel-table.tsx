import type { ChannelProgress } from '@belay/contract/connector';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount, formatNumber, formatShare } from '../../ui/format-number.ts';
import { Input, Select } from '../../ui/input.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { durationWords } from '../../ui/time-words.ts';
import { channelProgressQuery } from '../data/connector-queries.ts';
import { channelLook, channelStates } from '../words/state-look.ts';
import { ChannelDrawer } from './channel-drawer.tsx';

/** Every channel that is followed: how far, how fresh, and what stands in the way. */
export function ChannelTable({ id, workspaceUrl }: { id: string; workspaceUrl: string }) {
  const [query, setQuery] = useState('');
  const [state, setState] = useState<ChannelProgress['state'] | ''>('');
  const [opened, setOpened] = useState<string | null>(null);
  const asked = useDeferredValue(query.trim().replace(/^#/, ''));
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      ...channelProgressQuery(id, { query: asked, state }),
      refetchInterval: 10_000,
    },
  );
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const total = data?.pages[0]?.total ?? 0;
  const narrowed = asked !== '' || state !== '';
  return (
    <Card
      flush
      title="Channels"
      text={data && `${formatCount(total, 'channel')}${narrowed ? ' found' : ''}`}
      actions={
        <div className="flex gap-2">
          <Input
            type="search"
            aria-label="Search channels"
            placeholder="Search channels"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="w-44"
          />
          <Select
            aria-label="State of the channels"
            value={state}
            onChange={({ target }) =>
              setState(channelStates.find((one) => one === target.value) ?? '')
            }
            className="w-36"
          >
            <option value="">All states</option>
            {channelStates.map((one) => (
              <option key={one} value={one}>
                {channelLook(one).word}
              </option>
            ))}
          </Select>
        </div>
      }
    >
      {error && !data ? (
        <ErrorState error={error} title="The channels could not be loaded" retry={refetch} />
      ) : !data ? (
        <SkeletonRows rows={8} />
      ) : (
        <DataTable
          label="Channels"
          columns={columns}
          rows={rows}
          rowKey={(channel) => channel.id}
          onOpen={(channel) => setOpened(channel.id)}
          onEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          }}
          maxHeight="26rem"
          empty={
            <p className="px-3 py-8 text-center text-soft">
              {narrowed
                ? 'No channel is so. Change the search or the state.'
                : 'No channel is known yet. The first ones appear when a worker has asked Slack.'}
            </p>
          }
        />
      )}
      <ChannelDrawer
        channel={rows.find((channel) => channel.id === opened)}
        workspaceUrl={workspaceUrl}
        onClose={() => setOpened(null)}
      />
    </Card>
  );
}

const columns: Column<ChannelProgress>[] = [
  {
    key: 'name',
    head: 'Channel',
    width: 'minmax(7rem, 1.6fr)',
    cell: (channel) => (
      <span className="flex items-center gap-1">
        {channel.is_private ? (
          <Lock aria-label="private" className="size-3.5 shrink-0 text-soft" />
        ) : (
          <span className="text-soft">#</span>
        )}
        <span className="truncate font-medium">{channel.name}</span>
      </span>
    ),
  },
  {
    key: 'state',
    head: 'State',
    width: 'minmax(7rem, 1fr)',
    cell: (channel) => {
      const look = channelLook(channel.state);
      return (
        <State plain tone={look.tone}>
          {look.word}
          {channel.exceptions.length > 0 && (
            <span className="font-normal text-warn">· {channel.exceptions.length} open</span>
          )}
        </State>
      );
    },
  },
  {
    key: 'progress',
    head: 'Backfill',
    width: 'minmax(0, 1.4fr)',
    wideOnly: true,
    cell: (channel) => (
      <span className="flex items-center gap-2">
        <Progress
          value={channel.progress}
          label={`Backfill of #${channel.name}`}
          tone={channel.progress >= 1 ? 'ok' : 'accent'}
          className="grow"
        />
        <span className="w-11 text-right text-sm text-soft">{formatShare(channel.progress)}</span>
      </span>
    ),
  },
  {
    key: 'eta',
    head: 'Left',
    width: '5.5rem',
    align: 'end',
    wideOnly: true,
    cell: (channel) => (channel.eta_ms === null ? '–' : durationWords(channel.eta_ms)),
  },
  {
    key: 'messages',
    head: 'Messages',
    width: '6rem',
    align: 'end',
    cell: (channel) => formatNumber(channel.messages),
  },
  {
    key: 'fresh',
    head: 'Kept fresh',
    width: '7rem',
    wideOnly: true,
    cell: (channel) =>
      channel.every_ms === null ? 'by events' : `every ${durationWords(channel.every_ms)}`,
  },
  {
    key: 'through',
    head: 'Complete through',
    width: 'minmax(8.5rem, 1fr)',
    wideOnly: true,
    cell: (channel) => <RelativeTime at={channel.moments.messages_through} none="not yet" />,
  },
];
