import type pg from 'pg';
import { type Hub, startHub } from '../../live/hub.ts';
import { settledEnd } from '../../live/settled-end.ts';
import { type Turns, takeTurns } from '../../live/take-turns.ts';
import type { FileLinks } from '../files/file-links.ts';
import { createCancelledTurns } from './cancelled-turns.ts';
import type { DeskFeedSource } from './create-desk-feed.ts';
import { type DeskAudience, operatorsTopic, visitorTopic } from './desk-audience.ts';
import { type DeskRow, placeOf, tellingOf } from './desk-row.ts';
import { readNews } from './read-news.ts';

/** Tells the open streams of operators and visitors in this process what happens at the desk. */
export interface DeskHub extends Hub<DeskAudience> {
  /** who reads the past waits for a turn */
  catchUp: Turns;
}

/** Of the pool's connections, those that streams may use to read their past. */
const readersAtOnce = 4;

export function startDeskHub(
  pool: pg.Pool,
  feed: DeskFeedSource,
  links: FileLinks,
  onProblem: (error: unknown) => void,
): DeskHub {
  const cancelled = createCancelledTurns();
  const hub = startHub<DeskRow, DeskAudience>(
    {
      end: () => settledEnd(pool),
      read: (tenants, after) => readNews(pool, tenants, after),
      place: placeOf,
      topics: ({ tenant, visitor }) => [operatorsTopic(tenant), visitorTopic(tenant, visitor)],
      telling(row) {
        cancelled.note(row.for_operators ?? row.for_visitor);
        return tellingOf(links, row, placeOf(row));
      },
      subscribe: (ring) => feed.onNews(ring),
    },
    onProblem,
  );
  const unhear = [
    feed.onMoment(({ tenant, conversation, visitor, forOperators, forVisitor }) => {
      // a draft may still be on its way when a person has taken over
      if (cancelled.has(forOperators ?? forVisitor)) return;
      const topics = [operatorsTopic(tenant)];
      if (visitor !== null) topics.push(visitorTopic(tenant, visitor));
      const told = {
        ...{ tenant, conversation, agent: null },
        ...{ for_operators: forOperators, for_visitor: forVisitor },
      };
      hub.tell(topics, tellingOf(links, told, undefined));
    }),
    feed.onDismiss((who) => {
      if (who) hub.dismiss(visitorTopic(who.tenant, who.visitor));
    }),
  ];
  return {
    ...hub,
    catchUp: takeTurns(readersAtOnce),
    async stop() {
      for (const stop of unhear) stop();
      await hub.stop();
    },
  };
}
