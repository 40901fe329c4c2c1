import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../client/chat.ts';
import { leadPlace } from '../client/wants.ts';
import type { Words } from '../words/words.ts';
import { Announcer } from './announcer.tsx';
import { Composer } from './composer.tsx';
import { Conversations } from './conversations.tsx';
import { Header } from './header.tsx';
import { LeadForm } from './lead-form.tsx';
import { Notices } from './notices.tsx';
import { RatingCard } from './rating-card.tsx';
import { Transcript } from './transcript.tsx';
import { trapFocus } from './trap-focus.ts';
import { UiContext, useChatState } from './use-chat.ts';

export function App({
  chat,
  words,
  name,
  asksFirst,
  takesFocus,
  onClose,
}: {
  chat: Chat;
  words: Words;
  name: string;
  /** whether a form comes before the chat, as far as the page knows */
  asksFirst: boolean;
  /** whether it may take the keyboard from the page around it */
  takesFocus: () => boolean;
  /** null: a page of its own, which nothing closes */
  onClose: (() => void) | null;
}) {
  const state = useChatState(chat);
  const form = leadPlace(state, Date.now(), asksFirst);
  const [isList, setList] = useState(false);
  const [isRating, setRating] = useState(false);
  const [isOver, setOver] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const drops = useRef<(files: Iterable<File>) => void>(() => undefined);

  useEffect(() => {
    // on a phone the keyboard would come up with it
    if (!state.isOpen || !matchMedia('(pointer: fine)').matches) return;
    if (!takesFocus() && !document.hasFocus()) return;
    const find = (what: string) => root.current?.querySelector<HTMLElement>(what);
    (find('.composer textarea') ?? find('form input') ?? find('button'))?.focus();
  }, [state.isOpen, isList, form === 'unknown']);
  useEffect(() => setRating(false), [state.current]);

  const keys = (event: KeyboardEvent) => {
    if (!onClose) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Tab' && root.current) trapFocus(root.current, event);
  };
  const landmark = { role: onClose ? 'dialog' : 'main', 'aria-label': name || words.chat } as const;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const isGone = state.phase === 'gone';
  const conversation = state.talk.conversations[state.current];

  return (
    <UiContext.Provider value={{ chat, state, words }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and drops of all that is in it are heard here */}
      <div
        ref={root}
        class={`chat ${isOver ? 'over' : ''}`}
        {...landmark}
        onKeyDown={keys}
        onDragOver={(event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          if (!hasFiles(event)) return;
          // a file that is missed would take the place of the chat
          event.preventDefault();
          setOver(false);
          drops.current(event.dataTransfer?.files ?? []);
        }}
      >
        <Header
          name={name}
          isList={isList}
          onList={() => setList(true)}
          onRate={() => setRating(true)}
          onClose={onClose}
        />
        <Notices />
        {isGone ? (
          <p class="gone">{words.gone}</p>
        ) : isList ? (
          <Conversations onOpen={() => setList(false)} />
        ) : (
          <>
            <Transcript />
            {isRating && conversation && !conversation.ask_rating && (
              <RatingCard onDone={() => setRating(false)} />
            )}
            {form === 'instead' ? (
              <LeadForm canSkip={false} />
            ) : (
              form !== 'unknown' && <Composer drops={drops} />
            )}
          </>
        )}
        {isOver && <div class="drop">{words.drop}</div>}
        <Announcer />
      </div>
    </UiContext.Provider>
  );
}
