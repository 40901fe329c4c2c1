import type { ConversationDetail } from '@belay/contract/desk/conversation';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { withEarlier } from '../../desk/data/apply-to-detail.ts';
import { deskKeys, earlierMessages } from '../../desk/data/desk-queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useOutbox } from '../composer/outbox.ts';
import { Arrivals } from './arrivals.tsx';
import { MessageRow } from './message-row.tsx';
import { MomentRows } from './moment-rows.tsx';
import { PendingRows } from './pending-rows.tsx';
import { placeOf, type ReaderPlace, staysAtEnd } from './reader-place.ts';
import { lastSeen, transcriptRows } from './transcript-rows.ts';
import { useMarkSeen } from './use-mark-seen.ts';

const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', month: 'long', day: 'numeric' });
const dayOf = (iso: string) => dayName.format(Date.parse(iso));

/** px from the top at which earlier messages are fetched. */
const nearTop = 240;

/** What was said, the newest at the end. It stays where one reads, whatever comes above or below. */
export function Transcript({ detail }: { detail: ConversationDetail }) {
  const { conversation: view, messages, has_earlier } = detail;
  const client = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const place = useRef<ReaderPlace>({ atEnd: true, top: 0, height: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const outbox = useOutbox(view.id);
  const pending = useMemo(() => {
    const arrived = new Set(messages.map(({ client_id }) => client_id));
    // the stream may tell of it before its own answer comes
    return outbox.filter(({ client_id }) => !arrived.has(client_id));
  }, [outbox, messages]);
  const rows = useMemo(() => transcriptRows(messages, dayOf), [messages]);
  const seenId = lastSeen(messages, view.seen_by_visitor);
  const newest = messages.at(-1)?.seq ?? 0;
  useMarkSeen(view, newest, atEnd);

  const earlier = useSubmit(async () => {
    const first = messages[0];
    if (!first) return;
    const page = await earlierMessages(view.id, first.seq);
    client.setQueryData<ConversationDetail>(deskKeys.one(view.id), (now) =>
      now ? withEarlier(now, page.items, page.has_earlier) : now,
    );
  });

  // whoever is at the end stays there while it grows
  useLayoutEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    const observer = new ResizeObserver(() => {
      if (place.current.atEnd) box.scrollTop = box.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const firstId = messages[0]?.id;
  const knownFirst = useRef(firstId);
  // what came above pushes nothing down: the distance from the end stays
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || knownFirst.current === firstId) return;
    const grew = box.scrollHeight - place.current.height;
    if (!place.current.atEnd) box.scrollTop += grew;
    knownFirst.current = firstId;
  }, [firstId]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const stays = staysAtEnd(place.current, box);
    // not a frame later: the browser's own scrolling while rows are swapped would count as the reader's
    if (stays && box.scrollHeight !== place.current.height) box.scrollTop = box.scrollHeight;
    place.current = { ...placeOf(box), atEnd: stays };
  });

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    place.current = placeOf(box);
    setAtEnd(place.current.atEnd);
    if (has_earlier && box.scrollTop < nearTop && !earlier.pending && earlier.error === null)
      void earlier.run();
  };
  const toEnd = () => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  };
  // one's own words are always seen
  const sent = pending.length;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && sent > 0) box.scrollTop = box.scrollHeight;
  }, [sent]);

  return (
    <div className="relative min-h-0 grow">
      <section
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
        tabIndex={0}
        aria-label="Transcript"
        className="h-full overflow-y-auto [overflow-anchor:none] [scrollbar-width:thin] focus-visible:-outline-offset-2"
      >
        <div ref={content} className="flex min-h-full flex-col justify-end px-4 py-4 sm:px-6">
          {has_earlier && (
            <div className="flex justify-center pb-2">
              <Button size="sm" pending={earlier.pending} onClick={() => void earlier.run()}>
                Earlier messages
              </Button>
            </div>
          )}
          {earlier.error !== null && <ErrorNote error={earlier.error} className="mb-2" />}
          {rows.map((row) =>
            row.kind === 'message' ? (
              <MessageRow
                key={row.key}
                message={row.message}
                view={view}
                hasHead={row.hasHead}
                isSeen={row.key === seenId}
              />
            ) : (
              <Divider key={row.key}>{dayOf(row.at)}</Divider>
            ),
          )}
          <PendingRows conversation={view.id} pending={pending} />
          <MomentRows view={view} />
        </div>
      </section>
      {!atEnd && (
        <Button
          size="sm"
          onClick={toEnd}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-float"
        >
          <ArrowDown /> To the newest
        </Button>
      )}
      <Arrivals view={view} messages={messages} />
    </div>
  );
}

function Divider({ children }: { children: string }) {
  return (
    <p className="my-2 flex items-center gap-3 text-xs text-faint before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
      {children}
    </p>
  );
}
