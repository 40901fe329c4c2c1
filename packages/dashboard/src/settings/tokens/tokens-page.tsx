import type { ApiTokenView } from '@belay/contract/people';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { api, queryClient } from '../../api/api.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Gate } from '../../shell/no-permission.tsx';
import { usePageTitle } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { apiTokensQuery } from '../people-queries.ts';
import { NewTokenDrawer } from './new-token-drawer.tsx';
import { tokenState } from './token-state.ts';

/** Tokens with which programs use the API. */
export function TokensPage() {
  usePageTitle('API tokens');
  return (
    <Gate ability="tokens.manage" what="see or make API tokens">
      <Tokens />
    </Gate>
  );
}

function Tokens() {
  const { data, error, refetch } = useQuery(apiTokensQuery);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiTokenView | null>(null);
  const now = useNow(60_000);
  useShortcuts([{ keys: 'n', label: 'Create a token', run: () => setMaking(true) }]);
  const create = (
    <Button look="primary" onClick={() => setMaking(true)}>
      <Plus /> Create token
    </Button>
  );
  const working = data?.filter((token) => tokenState(token, now).works).length ?? 0;
  return (
    <>
      {error && !data ? (
        <ErrorState error={error} title="The tokens could not be loaded" retry={refetch} />
      ) : data?.length === 0 ? (
        <EmptyState icon={KeyRound} title="No API token yet" action={create}>
          A token lets a program use the API: an agent that reads memory, a script that writes it.
          Each has its own scopes, and may do no more than you can.
        </EmptyState>
      ) : (
        <Card
          title="API tokens"
          text={data && `${formatCount(working, 'token')} ${working === 1 ? 'works' : 'work'}.`}
          actions={create}
          flush
        >
          {data ? (
            <ul>
              {data.map((token) => (
                <TokenRow
                  key={token.jti}
                  token={token}
                  now={now}
                  onRevoke={() => setRevoking(token)}
                />
              ))}
            </ul>
          ) : (
            <SkeletonRows rows={3} />
          )}
        </Card>
      )}
      {making && <NewTokenDrawer onClose={() => setMaking(false)} />}
      {revoking && (
        <ConfirmDialog
          open
          onOpenChange={() => setRevoking(null)}
          title={`Revoke ${revoking.name}`}
          text="Whatever uses it is refused at once, and so are the tokens that were made with it. This can't be undone."
          action={`Revoke ${revoking.name}`}
          onConfirm={async () => {
            await api.delete(`/v1/api-tokens/${encodeURIComponent(revoking.jti)}`);
            await queryClient.invalidateQueries({ queryKey: apiTokensQuery.queryKey });
          }}
        />
      )}
    </>
  );
}

function TokenRow({
  token,
  now,
  onRevoke,
}: {
  token: ApiTokenView;
  now: number;
  onRevoke(): void;
}) {
  const state = tokenState(token, now);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <span className="w-28">
        <State tone={state.tone}>{state.word}</State>
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">
          {token.name}{' '}
          <code className="font-mono text-sm font-normal text-soft">{token.actor}</code>
        </p>
        <p className="truncate font-mono text-sm text-soft" title={token.scopes.join(', ')}>
          {token.scopes.join(', ')}
        </p>
        <p className="text-sm text-soft" title={token.capabilities.join(', ')}>
          {formatCount(token.capabilities.length, 'capability', 'capabilities')}
          {token.private_channels && ', private channels too'} · by {token.created_by} ·{' '}
          {token.revoked_at ? (
            <>
              revoked <RelativeTime at={token.revoked_at} />
            </>
          ) : (
            <>
              {state.works ? 'ends' : 'ended'} <RelativeTime at={token.expires_at} />
            </>
          )}
        </p>
      </div>
      {state.works && (
        <Button size="sm" aria-label={`Revoke ${token.name}`} onClick={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  );
}
