import type { ConversationView } from '@belay/contract/desk/conversation';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ban, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { runsQuery } from '../../desk/data/desk-queries.ts';
import { languageName } from '../../desk/words/language-name.ts';
import { reasonWords } from '../../desk/words/reason-words.ts';
import { partnerName } from '../../desk/words/visitor-name.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State, type Tone } from '../../ui/state-badge.tsx';
import { SlackSection } from '../slack/slack-section.tsx';
import { webAddress } from '../transcript/text-parts.ts';
import { OtherConversations } from './other-conversations.tsx';
import { RatingMark } from './rating-mark.tsx';
import { Section } from './section.tsx';

/** Who the visitor is, where they are, why they wait, what was done for them. */
export function PersonPanel({ view }: { view: ConversationView }) {
  const { visitor } = view;
  return (
    <div className="flex flex-col gap-5 p-4">
      <section aria-label="Who it is">
        <h3 className="text-base font-semibold [overflow-wrap:anywhere]">
          <Link
            to="/visitors/$id"
            params={{ id: visitor.id }}
            className="hover:underline hover:underline-offset-2"
          >
            {partnerName(view)}
          </Link>
        </h3>
        <p className="mt-0.5">
          <State tone={visitor.online ? 'ok' : 'idle'} plain>
            {visitor.online ? 'Online' : 'Not online'}
          </State>
        </p>
        {visitor.email && (
          <p className="mt-1 [overflow-wrap:anywhere]">
            {visitor.email}{' '}
            <span className="text-sm text-soft">
              {visitor.email_verified ? 'verified' : 'unverified'}
            </span>
          </p>
        )}
        {visitor.blocked && (
          <Notice tone="warn" className="mt-2">
            <Ban aria-hidden className="mr-1 inline size-3.5" />
            Blocked: new words of theirs are refused.
          </Notice>
        )}
      </section>
      <Facts view={view} />
      {view.rating && (
        <Section title="Rating">
          <RatingMark rating={view.rating} />
        </Section>
      )}
      {view.escalation && (
        <Section title="Why a person is wanted">
          <ul className="flex flex-col gap-1">
            {view.escalation.reasons.map((reason) => (
              <li key={`${reason.at} ${reason.reason}`}>
                {reasonWords(reason)} <RelativeTime at={reason.at} className="text-xs text-faint" />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <SlackSection view={view} />
      <Runs conversation={view.id} />
      <OtherConversations view={view} />
    </div>
  );
}

function Facts({ view }: { view: ConversationView }) {
  const { page } = view;
  const href = page ? webAddress(page.url) : undefined;
  const facts: [string, ReactNode][] = [
    ['Number', `#${view.number}`],
    ['Agent', view.agent.name],
    ...(page
      ? [
          [
            'On the page',
            href ? (
              <a
                key="page"
                href={href}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="text-accent-ink underline underline-offset-2 [overflow-wrap:anywhere]"
              >
                {page.title || page.url}{' '}
                <ExternalLink aria-label="(opens in a new tab)" className="inline size-3" />
              </a>
            ) : (
              page.title || page.url
            ),
          ] as [string, ReactNode],
        ]
      : []),
    ...(view.language ? [['Language', languageName(view.language)] as [string, ReactNode]] : []),
    ['Began', <RelativeTime key="began" at={view.created_at} />],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const runLooks: Record<string, { tone: Tone; word: string }> = {
  running: { tone: 'busy', word: 'Running' },
  done: { tone: 'ok', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  unknown: { tone: 'warn', word: 'Outcome unknown' },
};

/** What actions did in this conversation; nothing when none ran. */
function Runs({ conversation }: { conversation: string }) {
  const { data } = useQuery(runsQuery(conversation));
  if (!data || data.length === 0) return null;
  return (
    <Section title="Actions">
      <ul className="flex flex-col gap-2">
        {data.map((run) => {
          const look = runLooks[run.state] ?? { tone: 'idle', word: run.state };
          return (
            <li key={run.id}>
              <p className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{run.action.name}</span>
                <State tone={look.tone} plain>
                  {look.word}
                </State>
                <RelativeTime at={run.created_at} className="text-xs text-faint" />
              </p>
              {run.outcome && (
                <p className="text-sm text-soft [overflow-wrap:anywhere]">{run.outcome}</p>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
