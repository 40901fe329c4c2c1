import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isNew } from '../client/outbox.ts';
import { entriesOf, isThinking } from '../text/entries.ts';
import { Cards } from './cards.tsx';
import { Markdown } from './markdown.tsx';
import { DraftRow, Message, OutRow, Typing } from './message.tsx';
import { useUi } from './use-chat.ts';

/** So near to its end, px, a transcript follows what is added to it. */
const nearPx = 80;

export function Transcript() {
  const { chat, state, words } = useUi();
  const { current, talk, agent } = state;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const height = useRef(0);
  /** where this component scrolled to */
  const pinned = useRef(-9);
  const isPaging = useRef(false);
  const [hasMore, setHasMore] = useState(false);
  const entries = entriesOf(state, Date.now());
  const thread = talk.threads[current];
  const now = useNow(talk.typing[current]?.until);
  const typing = talk.typing[current];
  const isTyping = typing !== undefined && typing.until > now;
  const dates = new Intl.DateTimeFormat(chat.language, { dateStyle: 'full' });
  // not before it is known that nothing was said
  const isEmpty = entries.length === 0 && (isNew(current) || thread !== undefined);
  const hasStarters = isEmpty && agent?.serves && agent.starters.length > 0;

  useLayoutEffect(() => {
    isAtEnd.current = true;
  }, [current, state.out.length]);
  // after every drawing: the end stays in sight for who was there
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (isAtEnd.current) {
      // a tall card or answer below doesn't push what was said last out of sight
      const last = element.querySelector<HTMLElement>('ol.rows > li:last-child');
      element.scrollTop = Math.min(element.scrollHeight, (last?.offsetTop ?? 0) - 12);
      pinned.current = element.scrollTop;
    } else if (element.scrollHeight > height.current && !isPaging.current) setHasMore(true);
    height.current = element.scrollHeight;
  });

  const look = () => {
    if (!box.current) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    // our own doing: says nothing about what the visitor wants to see
    if (Math.abs(scrollTop - pinned.current) < 2) return;
    pinned.current = -9;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPx;
  };
  const scrolled = () => {
    look();
    if (isAtEnd.current) setHasMore(false);
  };
  // somebody scrolled, and this drawing comes before the event that tells of it
  look();
  const earlier = async () => {
    const element = box.current as HTMLDivElement;
    const fromEnd = element.scrollHeight - element.scrollTop;
    isPaging.current = true;
    await chat.readEarlier();
    // what was in sight stays where it was
    requestAnimationFrame(() => {
      element.scrollTop = element.scrollHeight - fromEnd;
      isPaging.current = false;
    });
  };

  return (
    <div
      class="transcript"
      ref={box}
      onScroll={scrolled}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={words.chat}
    >
      {thread?.hasEarlier && thread.isRead && (
        <button type="button" class="link earlier" onClick={earlier}>
          {words.earlier}
        </button>
      )}
      <ol class="rows">
        {!thread?.hasEarlier && agent?.greeting && (
          <li class="row agent" key="greeting">
            <span class="speaker">
              {agent.name}
              <small> · {words.assistant}</small>
            </span>
            <div class="bubble" dir="auto">
              <Markdown text={agent.greeting} />
            </div>
          </li>
        )}
        {entries.map((entry) => {
          if (entry.kind === 'day')
            return (
              <li class="line" key={entry.key}>
                {dates.format(new Date(entry.at))}
              </li>
            );
          if (entry.kind === 'out') return <OutRow key={entry.key} message={entry.message} />;
          if (entry.kind === 'draft') return <DraftRow key={entry.key} draft={entry.draft} />;
          return <Message key={entry.key} message={entry.message} fate={entry.fate} />;
        })}
        {(isTyping || isThinking(state, Date.now())) && (
          <Typing key="typing" name={isTyping ? (typing.name ?? words.assistant) : null} />
        )}
      </ol>
      {hasStarters && (
        <ul class="starters">
          {agent?.starters.map((starter) => (
            <li key={starter}>
              <button type="button" dir="auto" onClick={() => chat.say(starter)}>
                {starter}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Cards />
      {hasMore && (
        <button
          type="button"
          class="more-below"
          onClick={() => {
            const element = box.current as HTMLDivElement;
            element.scrollTop = element.scrollHeight;
          }}
        >
          {words.newMessages}
        </button>
      )}
    </div>
  );
}

/** The time, drawn again at `next`: who typed stops typing. */
function useNow(next: number | undefined): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (next === undefined) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()) + 20);
    return () => clearTimeout(timer);
  }, [next]);
  return now;
}
