import type { ConversationView } from '@belay/contract/desk/conversation';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { conversationsQuery } from '../../desk/data/desk-queries.ts';
import { excerpt } from '../../desk/words/excerpt.ts';
import { stateLook } from '../../desk/words/state-look.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import type { InboxSearch } from '../list/inbox-search.ts';
import { Section } from './section.tsx';

/** What else this visitor talked about; nothing when this is all. */
export function OtherConversations({ view }: { view: ConversationView }) {
  const { data } = useInfiniteQuery(conversationsQuery({ queue: 'all', visitor: view.visitor.id }));
  const others = (data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ id }) => id !== view.id,
  );
  if (others.length === 0) return null;
  return (
    <Section title="Earlier conversations">
      <ul className="flex flex-col gap-0.5">
        {others.slice(0, 8).map((other) => {
          const look = stateLook(other);
          return (
            <li key={other.id}>
              <Link
                to="/inbox/$id"
                params={{ id: other.id }}
                search={(before: InboxSearch) => before}
                className="-mx-2 block rounded-md px-2 py-1.5 hover:bg-hover"
              >
                <span className="flex items-center gap-2">
                  <State tone={look.tone} icon={look.icon} plain>
                    {look.word}
                  </State>
                  <RelativeTime at={other.updated_at} className="ml-auto text-xs text-faint" />
                </span>
                <span className="block truncate text-sm text-soft">
                  {excerpt(other.last_message)}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
