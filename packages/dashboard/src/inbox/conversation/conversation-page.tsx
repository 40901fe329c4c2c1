import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { MessageSquareOff } from 'lucide-react';
import { ApiError } from '../../api/api-error.ts';
import { conversationQuery } from '../../desk/data/desk-queries.ts';
import { partnerName } from '../../desk/words/visitor-name.ts';
import { usePageTitle } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useWide } from '../../ui/use-wide.ts';
import { Composer } from '../composer/composer.tsx';
import { PersonDrawer } from '../person/person-drawer.tsx';
import { PersonPanel } from '../person/person-panel.tsx';
import { HeldLines } from '../slack/held-lines.tsx';
import { Transcript } from '../transcript/transcript.tsx';
import { VerbsProvider } from '../verbs/verbs-context.tsx';
import { BackToList } from './back-to-list.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { ConversationSkeleton } from './conversation-skeleton.tsx';

/** From here on who it is stands beside the words; below, in a drawer. */
const personFrom = 1360;

/** One conversation: who holds it, what was said, and the place to answer. */
export function ConversationPage() {
  const { id } = useParams({ from: '/app/inbox/$id' });
  const { data, error, refetch } = useQuery(conversationQuery(id));
  const roomy = useWide(personFrom);
  usePageTitle(data ? partnerName(data.conversation) : error ? 'Conversation' : null);
  if (!data)
    return error ? (
      <div className="h-full overflow-y-auto">
        <div className="p-2">
          <BackToList />
        </div>
        {error instanceof ApiError && error.status === 404 ? (
          <Gone />
        ) : (
          <ErrorState error={error} title="The conversation could not be shown" retry={refetch} />
        )}
      </div>
    ) : (
      <ConversationSkeleton />
    );
  return (
    // everything that belongs to one conversation ends with it
    <VerbsProvider key={id} view={data.conversation}>
      <div className={roomy ? 'grid h-full grid-cols-[minmax(0,1fr)_19rem]' : 'h-full'}>
        <section
          aria-label={`Conversation with ${partnerName(data.conversation)}`}
          className="flex h-full min-h-0 min-w-0 flex-col bg-surface"
        >
          <ConversationHeader
            view={data.conversation}
            person={roomy ? null : <PersonDrawer view={data.conversation} />}
          />
          <Transcript detail={data} />
          <HeldLines view={data.conversation} />
          <Composer view={data.conversation} />
        </section>
        {roomy && (
          <aside
            aria-label="Visitor"
            className="min-h-0 overflow-y-auto border-l border-line bg-ground"
          >
            <PersonPanel view={data.conversation} />
          </aside>
        )}
      </div>
    </VerbsProvider>
  );
}

function Gone() {
  return (
    <EmptyState
      icon={MessageSquareOff}
      title="This conversation is gone"
      className="m-4"
      action={
        <Button asChild>
          <Link to="/inbox" search={{ queue: 'open' }}>
            All open conversations
          </Link>
        </Button>
      }
    >
      Its visitor was erased, or it belongs to another organisation.
    </EmptyState>
  );
}
