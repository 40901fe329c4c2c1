import type { VisitorView } from '@belay/contract/desk/visitor';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Ban, Download, ShieldCheck, Trash2, UserX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { ApiError } from '../api/api-error.ts';
import { errorWords } from '../api/error-words.ts';
import { useSubmit } from '../api/use-submit.ts';
import {
  conversationsQuery,
  deskKeys,
  visitorPath,
  visitorQuery,
} from '../desk/data/desk-queries.ts';
import { unblockVisitor } from '../desk/data/desk-verbs.ts';
import { useDeskEvents } from '../desk/live/desk-context.tsx';
import { saveAnswer } from '../desk/save-answer.ts';
import { excerpt } from '../desk/words/excerpt.ts';
import { languageName } from '../desk/words/language-name.ts';
import { stateLook } from '../desk/words/state-look.ts';
import { visitorName } from '../desk/words/visitor-name.ts';
import { webAddress } from '../inbox/transcript/text-parts.ts';
import { useCan } from '../session/use-session.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { State } from '../ui/state-badge.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';

/** One visitor: what is known of them, what they talked about, and what an admin may do. */
export function VisitorPage() {
  const { id } = useParams({ from: '/app/visitors/$id' });
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(visitorQuery(id));
  useDeskEvents((events) => {
    const touched = events.some(
      (event) =>
        (event.kind === 'online' && event.visitor_id === id) ||
        (event.kind === 'conversation' && event.conversation.visitor.id === id),
    );
    if (touched) void client.invalidateQueries({ queryKey: deskKeys.visitor(id) });
  });
  const isGone = error instanceof ApiError && error.status === 404;
  // what was read before they were erased is nobody's any more
  const visitor = isGone ? undefined : data?.visitor;
  return (
    <Page
      title={visitor ? visitorName(visitor) : 'Visitor'}
      above={
        <Link to="/visitors" className="hover:underline">
          Visitors
        </Link>
      }
      sentence={visitor && <Presence visitor={visitor} />}
      actions={visitor && <Actions visitor={visitor} />}
    >
      {visitor ? (
        <>
          {visitor.blocked && (
            <Notice tone="warn">
              Blocked <RelativeTime at={visitor.blocked.at} />
              {visitor.blocked.reason ? `: ${visitor.blocked.reason}` : ''}. New messages of theirs
              are refused.
            </Notice>
          )}
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <Conversations id={id} />
            <Card title="What is known">
              <Facts visitor={visitor} />
            </Card>
          </div>
        </>
      ) : isGone ? (
        <EmptyState
          icon={UserX}
          title="This visitor is gone"
          action={
            <Button asChild>
              <Link to="/visitors">All visitors</Link>
            </Button>
          }
        >
          They were erased, or they belong to another organisation.
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} title="The visitor could not be shown" retry={refetch} />
      ) : (
        <SkeletonRows rows={4} className="rounded-lg border border-line bg-surface" />
      )}
    </Page>
  );
}

function Presence({ visitor }: { visitor: VisitorView }) {
  if (visitor.online) return <State tone="ok">Online now</State>;
  return (
    <span>
      Last seen <RelativeTime at={visitor.last_seen_at} />
    </span>
  );
}

function Actions({ visitor }: { visitor: VisitorView }) {
  const manages = useCan('desk.manage');
  const client = useQueryClient();
  const [asking, setAsking] = useState<'block' | 'erase' | null>(null);
  const unblock = useSubmit(async () => {
    try {
      await unblockVisitor(visitor.id);
      toast.success(`${visitorName(visitor)} can write again.`);
    } catch (error) {
      toast.error('The visitor is still blocked.', { description: errorWords(error).message });
    }
    await client.invalidateQueries({ queryKey: ['desk'] });
  });
  const save = useSubmit(async () => {
    try {
      await saveAnswer(`${visitorPath(visitor.id)}/export`, `visitor-${visitor.id}.json`);
    } catch (error) {
      toast.error('The export failed.', { description: errorWords(error).message });
    }
  });
  if (!manages) return null;
  const close = () => setAsking(null);
  return (
    <>
      <Button pending={save.pending} onClick={() => void save.run()}>
        <Download /> Export
      </Button>
      {visitor.blocked ? (
        <Button pending={unblock.pending} onClick={() => void unblock.run()}>
          <ShieldCheck /> Unblock
        </Button>
      ) : (
        <Button onClick={() => setAsking('block')}>
          <Ban /> Block…
        </Button>
      )}
      <Button look="danger-quiet" onClick={() => setAsking('erase')}>
        <Trash2 /> Erase…
      </Button>
      {asking === 'block' && <BlockDialog visitor={visitor} onClose={close} />}
      {asking === 'erase' && <EraseDialog visitor={visitor} onClose={close} />}
    </>
  );
}

function Facts({ visitor }: { visitor: VisitorView }) {
  const href = visitor.page ? webAddress(visitor.page.url) : undefined;
  const facts: [string, ReactNode][] = [
    ['Name', visitor.name],
    [
      'E-mail',
      visitor.email && `${visitor.email} (${visitor.email_verified ? 'verified' : 'unverified'})`,
    ],
    ['Phone', visitor.phone],
    ['Id on your site', visitor.external_id],
    ['Language', visitor.language && languageName(visitor.language)],
    [
      'Last page',
      visitor.page &&
        (href ? (
          <a
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent-ink underline underline-offset-2"
          >
            {visitor.page.title || visitor.page.url}
          </a>
        ) : (
          visitor.page.title || visitor.page.url
        )),
    ],
    ['First seen', <RelativeTime key="first" at={visitor.first_seen_at} />],
    ['Last seen', <RelativeTime key="last" at={visitor.last_seen_at} />],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Conversations({ id }: { id: string }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    conversationsQuery({ queue: 'all', visitor: id }),
  );
  const views = data?.pages.flatMap(({ items }) => items);
  return (
    <Card title="Conversations" flush>
      {views ? (
        views.length === 0 ? (
          <p className="px-4 py-6 text-soft">No conversation of theirs is left.</p>
        ) : (
          <ul>
            {views.map((view) => {
              const look = stateLook(view);
              return (
                <li key={view.id} className="border-b border-line last:border-0">
                  <Link
                    to="/inbox/$id"
                    params={{ id: view.id }}
                    search={{ queue: view.state === 'closed' ? 'closed' : 'open' }}
                    className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
                  >
                    <span className="w-32">
                      <State tone={look.tone} icon={look.icon} plain>
                        {look.word}
                      </State>
                    </span>
                    <span className="min-w-0 flex-1 basis-52 truncate text-soft">
                      {excerpt(view.last_message)}
                    </span>
                    <span className="text-sm text-faint">{view.agent.name}</span>
                    <RelativeTime at={view.updated_at} className="text-sm text-faint" />
                  </Link>
                </li>
              );
            })}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} title="The conversations could not be loaded" retry={refetch} />
      ) : (
        <SkeletonRows rows={3} />
      )}
      {hasNextPage && (
        <div className="border-t border-line px-4 py-2">
          <Button size="sm" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older conversations
          </Button>
        </div>
      )}
    </Card>
  );
}
