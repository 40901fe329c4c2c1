import type { ConversationView, Queue } from '@belay/contract/desk/conversation';
import { Link } from '@tanstack/react-router';
import { ThumbsDown } from 'lucide-react';
import { excerpt } from '../../desk/words/excerpt.ts';
import { shortMoment, waitedWords } from '../../desk/words/holder-sentence.ts';
import { stateLook } from '../../desk/words/state-look.ts';
import { partnerName } from '../../desk/words/visitor-name.ts';
import { useMe } from '../../session/use-session.ts';
import { cn } from '../../ui/cn.ts';
import { Badge } from '../../ui/state-badge.tsx';
import { exactTime } from '../../ui/time-words.ts';
import { useNow } from '../../ui/use-now.ts';
import type { InboxSearch } from './inbox-search.ts';

/** Whether the visitor said something that none of us has read. Pure. */
export function isUnread(view: ConversationView): boolean {
  return (
    (view.state === 'waiting' || view.state === 'human') &&
    view.last_message?.author === 'visitor' &&
    view.seq > view.seen_by_operator
  );
}

/** One conversation in the list: who, what was said last, who holds it, since when. */
export function ConversationRow({
  view,
  queue,
  search,
  isOpen,
}: {
  view: ConversationView;
  queue: Queue;
  search: InboxSearch;
  isOpen: boolean;
}) {
  const { user } = useMe();
  const look = stateLook(view);
  const unread = isUnread(view);
  const name = partnerName(view);
  return (
    <Link
      to="/inbox/$id"
      params={{ id: view.id }}
      search={search}
      data-row={view.id}
      aria-current={isOpen ? 'true' : undefined}
      className={cn(
        'flex h-full flex-col justify-center gap-0.5 border-b border-line px-4 hover:bg-hover focus-visible:-outline-offset-2',
        isOpen && 'bg-accent-wash hover:bg-accent-wash',
      )}
    >
      <span className="flex items-center gap-2">
        <span
          aria-hidden
          className={cn('size-2 shrink-0 rounded-full', view.visitor.online ? 'bg-ok' : 'bg-line')}
        />
        <span className={cn('min-w-0 truncate', unread ? 'font-semibold' : 'font-medium')}>
          {name}
        </span>
        {view.visitor.online && <span className="sr-only">, online</span>}
        {view.is_test && <Badge>Test</Badge>}
        {view.rating?.low && (
          <ThumbsDown aria-label="Low rating" role="img" className="size-3.5 shrink-0 text-bad" />
        )}
        <RowTime view={view} />
      </span>
      <span className={cn('truncate pl-4 text-sm', unread ? 'font-medium text-ink' : 'text-soft')}>
        {excerpt(view.last_message)}
      </span>
      <span className="flex items-center gap-2 pl-4 text-xs text-faint">
        {(queue !== 'waiting' || view.assignee) && (
          <span className={cn('inline-flex items-center gap-1', toneText[look.tone])}>
            <look.icon aria-hidden className="size-3" />
            {holder(view, look.word, user.id)}
          </span>
        )}
        <span className="min-w-0 truncate">{view.agent.name}</span>
        {unread && (
          <span className="ml-auto size-2 shrink-0 rounded-full bg-accent">
            <span className="sr-only">Unread</span>
          </span>
        )}
      </span>
    </Link>
  );
}

const toneText: Partial<Record<string, string>> = { warn: 'text-warn', ok: 'text-ok' };

function holder(view: ConversationView, word: string, person: string): string {
  if (view.state === 'human' && view.owner)
    return view.owner.id === person
      ? `${view.snooze_until ? 'Snoozed, you' : 'You'}`
      : view.owner.name;
  if (view.state === 'waiting' && view.assignee) return `for ${view.assignee.name}`;
  return word;
}

/** Waiting ones tell how long, in true time; the others when they last moved. */
function RowTime({ view }: { view: ConversationView }) {
  const now = useNow();
  const waits = view.state === 'waiting' ? view.escalation?.at : undefined;
  const at = Date.parse(waits ?? view.last_message?.at ?? view.updated_at);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={exactTime(at)}
      className={cn('ml-auto shrink-0 text-xs', waits ? 'font-medium text-warn' : 'text-faint')}
    >
      {waits ? `waits for ${waitedWords(at, now)}` : shortMoment(at, now)}
    </time>
  );
}
