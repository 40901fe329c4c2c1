import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { linkToken } from '../../door/link-token.ts';
import { useMe } from '../../session/use-session.ts';
import { Page } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { linkSlack, lookAtLink } from '../data/workspace-verbs.ts';

/** The one-time address that Slack showed: says who would be linked to whom, and asks. */
export function LinkPage() {
  // read once: the address is emptied after it was used
  const [token] = useState(useToken());
  const { user } = useMe();
  const navigate = useNavigate();
  const [done, setDone] = useState(false);
  const look = useQuery({
    queryKey: ['slack-link', token],
    queryFn: () => lookAtLink(token ?? ''),
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const { run, pending, error } = useSubmit(async () => {
    await linkSlack(token ?? '');
    setDone(true);
    void navigate({ to: '/slack/link', hash: '', replace: true });
  });
  const isDead =
    token === null || (look.error instanceof ApiError && [404, 410].includes(look.error.status));
  if (isDead)
    return (
      <Page title="This link doesn't work any more" width="text">
        <p>
          {token === null
            ? 'A part of it is missing: copy the whole link, up to its last letter.'
            : 'It was used, or it is too old.'}{' '}
          Press a button of Belay in Slack again: it shows you a new one.
        </p>
      </Page>
    );
  if (look.error)
    return (
      <Page title="Link your Slack account" width="text">
        <ErrorState error={look.error} retry={look.refetch} />
      </Page>
    );
  if (!look.data)
    return (
      <Page title="Link your Slack account" width="text">
        <SkeletonRows rows={3} />
      </Page>
    );
  const { slack, person, replaces } = look.data;
  if (done)
    return (
      <Page title="You are linked" width="text">
        <Notice tone="ok">
          {slack.name} in {slack.team} acts as {person.name}. Go back to Slack and press the button
          again.
        </Notice>
        <div>
          <Button asChild>
            <Link to="/settings/profile">Your profile</Link>
          </Button>
        </div>
      </Page>
    );
  return (
    <Page
      title="Link your Slack account"
      width="text"
      sentence="From then on what you press and write in Slack counts as yours here."
    >
      <dl className="grid max-w-xl grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 rounded-lg border border-line bg-surface px-4 py-3 shadow-card [&_dt]:text-soft">
        <dt>In Slack</dt>
        <dd>
          <span className="font-medium">{slack.name}</span>, {slack.team}{' '}
          <code className="font-mono text-sm text-soft">{slack.user_id}</code>
        </dd>
        <dt>Here</dt>
        <dd>
          <span className="font-medium">{person.name}</span>, {user.email}
        </dd>
      </dl>
      {replaces && (
        <Notice tone="warn">
          You are linked to {replaces} there. Linking replaces that account.
        </Notice>
      )}
      <p className="text-soft">
        Is this not you in Slack? Then close this page: somebody else's link would let them act as
        you.
      </p>
      {error !== null && <ErrorNote error={error} />}
      <div>
        <Button look="primary" size="lg" pending={pending} onClick={() => void run()}>
          Link {slack.name} to me
        </Button>
      </div>
    </Page>
  );
}

function useToken(): string | null {
  return linkToken(useLocation({ select: ({ hash }) => hash }));
}
