import type { SlackPersonView } from '@belay/contract/desk/slack-people';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ownSlackQuery } from '../data/slack-queries.ts';
import { AvailabilitySwitch } from './availability-switch.tsx';
import { UnlinkDialog } from './unlink-dialog.tsx';

/** The person at the desk: whether they can be called, and who they are in Slack. */
export function SlackAccountsCard() {
  const operates = useCan('desk.operate');
  const { data, error } = useQuery({ ...ownSlackQuery, enabled: operates });
  const [unlinking, setUnlinking] = useState<SlackPersonView | null>(null);
  if (!operates) return null;
  return (
    <Card title="At the desk">
      <div className="flex flex-col gap-4">
        <div>
          <AvailabilitySwitch />
          <p className="mt-0.5 text-sm text-soft">
            While you are away nobody assigns conversations to you, and Slack doesn't mention you.
          </p>
        </div>
        <section aria-label="Your Slack accounts">
          <h3 className="mb-1 font-medium">Your Slack accounts</h3>
          {error && !data ? (
            <ErrorNote error={error} />
          ) : !data ? (
            <SkeletonRows rows={1} />
          ) : data.length === 0 ? (
            <p className="text-soft">
              None. Press a button of Belay in Slack: if the address there is the one you sign in
              with, you are linked at once; else Slack shows you a link.
            </p>
          ) : (
            <ul className="rounded-md border border-line">
              {data.map((account) => (
                <li
                  key={`${account.installation_id} ${account.user_id}`}
                  className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-0"
                >
                  <span className="min-w-0 grow">
                    <span className="font-medium">{account.name}</span>{' '}
                    <span className="text-soft">
                      {account.team}
                      {account.how && `, linked by ${account.how === 'email' ? 'e-mail' : 'hand'}`}
                    </span>
                    {account.refused && <span className="block text-sm">{account.refused}</span>}
                  </span>
                  <Button
                    size="sm"
                    aria-label={`Unlink ${account.name} in ${account.team}`}
                    onClick={() => setUnlinking(account)}
                  >
                    Unlink
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      {unlinking && <UnlinkDialog account={unlinking} onClose={() => setUnlinking(null)} />}
    </Card>
  );
}
