import type { MemberView } from '@belay/contract/people';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../session/use-session.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { useWide } from '../../ui/use-wide.ts';
import { membersQuery } from '../people-queries.ts';
import { MemberDrawer } from './member-drawer.tsx';
import { reachWords } from './reach-words.ts';

/** The members; one opens to be changed or removed. */
export function MembersCard({ actions }: { actions: ReactNode }) {
  const { user } = useMe();
  const wide = useWide(768);
  const { data, error, refetch } = useQuery(membersQuery);
  const [openId, setOpenId] = useState<string | null>(null);
  const opened = data?.find(({ user_id }) => user_id === openId);
  const columns: Column<MemberView>[] = [
    {
      key: 'name',
      head: 'Name',
      width: 'minmax(0, 2fr)',
      cell: ({ name, email, user_id }) => (
        <>
          <span className="font-medium">{name}</span>
          {user_id === user.id && <span className="text-soft"> (you)</span>}{' '}
          <span className="text-soft max-md:block max-md:truncate max-md:text-sm">{email}</span>
        </>
      ),
    },
    { key: 'role', head: 'Role', width: '80px', cell: ({ role }) => <Badge>{role}</Badge> },
    { key: 'reach', head: 'Reads', wideOnly: true, cell: reachWords },
    {
      key: 'seen',
      head: 'Last seen',
      width: '110px',
      align: 'end',
      wideOnly: true,
      cell: ({ last_seen_at }) => <RelativeTime at={last_seen_at} none="never" />,
    },
  ];
  return (
    <Card
      title="Members"
      text={data && `${formatCount(data.length, 'person', 'people')}`}
      actions={actions}
      flush
    >
      {data ? (
        <DataTable
          label="Members"
          columns={columns}
          rows={data}
          rowKey={({ user_id }) => user_id}
          rowHeight={wide ? 40 : 56}
          onOpen={({ user_id }) => setOpenId(user_id)}
        />
      ) : error ? (
        <ErrorState error={error} title="The members could not be loaded" retry={refetch} />
      ) : (
        <SkeletonRows rows={4} />
      )}
      {opened && (
        <MemberDrawer key={opened.user_id} member={opened} onClose={() => setOpenId(null)} />
      )}
    </Card>
  );
}
