import type { SlackPersonView } from '@belay/contract/desk/slack-people';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Input } from '../../ui/input.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { slackPeopleQuery } from '../data/slack-queries.ts';
import { UnlinkDialog } from '../person/unlink-dialog.tsx';

/** Who is who: people of the workspaces, and the members that they act as. */
export function PeopleCard() {
  const { data, error, refetch } = useQuery(slackPeopleQuery);
  const [query, setQuery] = useState('');
  const [unlinking, setUnlinking] = useState<SlackPersonView | null>(null);
  const asked = useDeferredValue(query.trim().toLowerCase());
  const rows =
    data?.filter(({ name, person, team }) =>
      [name, person?.name ?? '', team].some((text) => text.toLowerCase().includes(asked)),
    ) ?? [];
  const linked = data?.filter(({ person }) => person !== null).length ?? 0;
  return (
    <Card
      flush
      title="People"
      text={
        data && data.length > 0
          ? `${linked} of ${formatCount(data.length, 'person', 'people')} linked. Whoever is linked can take over from Slack.`
          : 'Whoever is linked can take over from Slack.'
      }
      actions={
        data &&
        data.length > 8 && (
          <Input
            type="search"
            aria-label="Search people"
            placeholder="Search people"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
            className="w-48"
          />
        )
      }
    >
      {error && !data ? (
        <ErrorState error={error} title="The people could not be loaded" retry={refetch} />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : (
        <DataTable
          label="People in Slack"
          columns={[...columns, unlinkColumn(setUnlinking)]}
          rows={rows}
          rowKey={({ installation_id, user_id }) => `${installation_id} ${user_id}`}
          maxHeight="24rem"
          empty={
            <p className="px-4 py-3 text-soft">
              {asked === ''
                ? 'Nobody yet. People are linked by their confirmed e-mail address when they first press a button in Slack.'
                : 'Nobody is called so.'}
            </p>
          }
        />
      )}
      {unlinking && <UnlinkDialog account={unlinking} onClose={() => setUnlinking(null)} />}
    </Card>
  );
}

const columns: Column<SlackPersonView>[] = [
  {
    key: 'name',
    head: 'In Slack',
    cell: ({ name, team }) => (
      <>
        <span className="font-medium">{name}</span> <span className="text-soft">{team}</span>
      </>
    ),
  },
  {
    key: 'person',
    head: 'Acts as',
    cell: ({ person }) => person?.name ?? <span className="text-soft">nobody</span>,
  },
  {
    key: 'how',
    head: 'Linked',
    width: 'minmax(0, 1.2fr)',
    wideOnly: true,
    cell: ({ how, refused }) =>
      how ? (
        <State plain tone="ok">
          {how === 'email' ? 'by e-mail' : 'by hand'}
        </State>
      ) : (
        <span title={refused ?? undefined} className="text-soft">
          {refused ?? 'not yet'}
        </span>
      ),
  },
];

const unlinkColumn = (unlink: (account: SlackPersonView) => void): Column<SlackPersonView> => ({
  key: 'unlink',
  head: <span className="sr-only">Unlink</span>,
  width: '5rem',
  align: 'end',
  cell: (account) =>
    account.person && (
      <Button
        size="sm"
        aria-label={`Unlink ${account.name} in ${account.team}`}
        onClick={() => unlink(account)}
      >
        Unlink
      </Button>
    ),
});
