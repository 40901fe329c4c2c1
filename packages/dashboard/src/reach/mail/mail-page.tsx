import type { MailState, MailTest } from '@belay/contract/desk/mail';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { MailCheck, MailX } from 'lucide-react';
import { useState } from 'react';
import { problemAt } from '../../agents/form/server-problem.ts';
import { api, queryClient } from '../../api/api.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useCan, useMe } from '../../session/use-session.ts';
import { usePageTitle } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';

const mailQuery = queryOptions({
  queryKey: ['mail'],
  queryFn: ({ signal }) => api.get<MailState>('/v1/mail', { signal }),
  refetchInterval: 30_000,
});

/** Whether Belay can write to visitors who have left, and a letter that proves it. */
export function MailPage() {
  usePageTitle('Mail');
  const mayManage = useCan('desk.manage');
  const { data, error, refetch } = useQuery(mailQuery);
  if (error && !data)
    return <ErrorState error={error} title="The mail could not be loaded" retry={refetch} />;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Card
        title="Mail"
        text="A visitor who has left and gave an address reads a person's reply by e-mail."
      >
        {data ? <MailFacts mail={data} /> : <SkeletonRows rows={3} />}
      </Card>
      {data?.configured && mayManage && <TestLetter />}
    </div>
  );
}

function MailFacts({ mail }: { mail: MailState }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <State
          tone={mail.configured ? (mail.last_failure ? 'warn' : 'ok') : 'idle'}
          icon={mail.configured ? MailCheck : MailX}
        >
          {mail.configured ? 'Set up' : 'Not set up'}
        </State>
        <span>{mail.sentence}</span>
      </p>
      {mail.configured && (
        <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-1.5">
          <dt className="text-soft">From</dt>
          <dd className="truncate">{mail.from ?? 'nobody yet'}</dd>
          <dt className="text-soft">Waiting</dt>
          <dd>{formatCount(mail.waiting, 'letter')}</dd>
          <dt className="text-soft">Last sent</dt>
          <dd>
            <RelativeTime at={mail.last_sent_at} none="nothing yet" />
          </dd>
        </dl>
      )}
      {mail.last_failure && !mail.sentence.includes(mail.last_failure.reason) && (
        <Notice tone="warn">
          The last letter that failed: {mail.last_failure.reason}{' '}
          <RelativeTime at={mail.last_failure.at} className="text-soft" />
        </Notice>
      )}
    </div>
  );
}

function TestLetter() {
  const { user } = useMe();
  const [to, setTo] = useState(user.email);
  const [outcome, setOutcome] = useState<MailTest | null>(null);
  const { submit, pending, error } = useSubmit(async () => {
    setOutcome(null);
    setOutcome(await api.post<MailTest>('/v1/mail/test', { to }));
    await queryClient.invalidateQueries({ queryKey: mailQuery.queryKey });
  });
  const problem = problemAt(error, 'to');
  return (
    <Card title="Test letter">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <div className="flex flex-wrap items-start gap-3">
          <Field label="To" error={problem} className="grow basis-60">
            <Input
              type="email"
              value={to}
              required
              maxLength={254}
              onChange={({ target }) => setTo(target.value)}
            />
          </Field>
          <Button type="submit" pending={pending} className="mt-7">
            Send a test letter
          </Button>
        </div>
        {error !== null && !problem && <ErrorNote error={error} />}
        {outcome && <Notice tone={outcome.sent ? 'ok' : 'bad'}>{outcome.outcome}</Notice>}
      </form>
    </Card>
  );
}
