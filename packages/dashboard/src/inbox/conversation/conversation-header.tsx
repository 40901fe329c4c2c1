import type { ConversationView } from '@belay/contract/desk/conversation';
import { type ReactNode, useEffect, useRef } from 'react';
import { holderSentence } from '../../desk/words/holder-sentence.ts';
import { stateLook } from '../../desk/words/state-look.ts';
import { partnerName } from '../../desk/words/visitor-name.ts';
import { useMe } from '../../session/use-session.ts';
import { Badge, State } from '../../ui/state-badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VerbBar } from '../verbs/verb-bar.tsx';
import { BackToList } from './back-to-list.tsx';

/** Who it is, who holds it and since when, and what can be done. */
export function ConversationHeader({
  view,
  person,
}: {
  view: ConversationView;
  /** opens who the visitor is, where there is no room for it */
  person: ReactNode;
}) {
  const look = stateLook(view);
  const heading = useRef<HTMLHeadingElement>(null);
  const { id, epoch } = view;
  // where the link or button that was pressed is gone, the focus would be nowhere
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open, and its buttons, changed
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [id, epoch]);
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2.5 sm:px-4">
      <BackToList />
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex items-center gap-2">
          <h2
            ref={heading}
            tabIndex={-1}
            className="min-w-0 truncate text-lg font-semibold outline-none"
          >
            {partnerName(view)}
          </h2>
          <State tone={look.tone} icon={look.icon}>
            {look.word}
          </State>
          {view.is_test && <Badge>Test</Badge>}
        </div>
        <Holder view={view} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <VerbBar view={view} />
        {person}
      </div>
    </header>
  );
}

/** Its clock is its own: the transcript isn't drawn every second. */
function Holder({ view }: { view: ConversationView }) {
  const { user } = useMe();
  const now = useNow();
  return (
    <p data-testid="holder" className="text-sm text-soft">
      {holderSentence(view, user.id, now)}
    </p>
  );
}
