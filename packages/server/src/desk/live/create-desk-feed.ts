import type { Notices } from '../../db/notices.ts';
import type { DeskFeed } from './desk-feed.ts';

/** Words between processes: look at the table. */
export const deskChannel = 'belay_desk';
/** Words that are the news themselves. */
export const sayChannel = 'belay_desk_say';

export function createDeskFeed(notices: Notices): DeskFeed {
  return {
    wake: () => notices.tell(deskChannel, ''),
    say: (moment) => notices.tell(sayChannel, JSON.stringify(moment)),
    typedAt: () => undefined,
    dismiss: () => undefined,
  };
}
