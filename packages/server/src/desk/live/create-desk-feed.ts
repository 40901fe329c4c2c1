import { randomUUID } from 'node:crypto';
import type { Notices } from '../../db/notices.ts';
import type { DeskFeed, DeskMoment } from './desk-feed.ts';
import { createWordJoiner, cutWords } from './words.ts';

/** Words between processes: look at the table. */
const newsChannel = 'belay_desk';
/** Words that are the news themselves. */
const sayChannel = 'belay_desk_say';
/** Words that name a visitor whose streams end. */
const endChannel = 'belay_desk_end';

/** How long a sign of typing may be asked for. */
const typedMs = 10_000;
const mostTyping = 10_000;

/** The feed with its listening side, for the hub. */
export interface DeskFeedSource extends DeskFeed {
  /** all return how to stop hearing */
  onNews(ring: () => void): () => void;
  onMoment(hear: (moment: DeskMoment) => void): () => void;
  /** undefined: words were lost, it may have been anybody */
  onDismiss(hear: (who: { tenant: string; visitor: string } | undefined) => void): () => void;
}

export function createDeskFeed(notices: Notices, now: () => number): DeskFeedSource {
  const moments = new Set<(moment: DeskMoment) => void>();
  const joiner = createWordJoiner(now);
  /** the latest last */
  const typed = new Map<string, number>();
  notices.on(sayChannel, (word) => {
    if (word === undefined) return joiner.forget();
    const text = joiner.join(word);
    if (text === undefined) return;
    // written by `say` of one of our processes
    const moment = JSON.parse(text) as DeskMoment;
    const { conversation, forOperators } = moment;
    if (conversation && forOperators?.kind === 'typing' && forOperators.author === 'visitor') {
      typed.delete(conversation);
      typed.set(conversation, now());
      const [oldest] = typed.keys();
      if (typed.size > mostTyping && oldest !== undefined) typed.delete(oldest);
    }
    for (const hear of moments) hear(moment);
  });
  return {
    wake: () => notices.tell(newsChannel, ''),
    say(moment) {
      for (const word of cutWords(JSON.stringify(moment), randomUUID()))
        notices.tell(sayChannel, word);
    },
    typedAt(conversation) {
      const at = typed.get(conversation);
      return at === undefined || now() - at > typedMs ? undefined : at;
    },
    dismiss: (tenant, visitor) => notices.tell(endChannel, `${tenant} ${visitor}`),
    onNews: (ring) => notices.on(newsChannel, ring),
    onMoment(hear) {
      moments.add(hear);
      return () => moments.delete(hear);
    },
    onDismiss: (hear) =>
      notices.on(endChannel, (word) => {
        const [tenant, visitor] = word?.split(' ') ?? [];
        hear(tenant && visitor ? { tenant, visitor } : undefined);
      }),
  };
}
