import type { DeskEvent, WidgetEvent } from '@belay/contract/desk/stream';
import type { Telling } from '../../live/hub.ts';
import { type Position, positionId } from '../../live/position.ts';
import { uuidOf } from '../../memory/ids.ts';
import type { FileLinks } from '../files/file-links.ts';
import type { DeskAudience } from './desk-audience.ts';

/** A row of `desk_event`; `agent` is undefined once its conversation was erased. */
export interface DeskRow {
  xid: string;
  seq: number;
  tenant: string;
  conversation: string;
  visitor: string;
  agent: string | null;
  for_operators: DeskEvent | null;
  for_visitor: WidgetEvent | null;
}

export const deskPrefix = 'dsk';

export function placeOf({ xid, seq }: DeskRow): Position {
  return { xid: BigInt(xid), seq: BigInt(seq), index: 0 };
}

type Told = Pick<DeskRow, 'tenant' | 'agent' | 'for_operators' | 'for_visitor'> & {
  conversation: string | null;
};

/** What a row or a moment says to each audience; written out once for each side. */
export function tellingOf(
  links: FileLinks,
  told: Told,
  place: Position | undefined,
): Telling<DeskAudience> {
  const written = new Map<DeskAudience['side'], Buffer | undefined>();
  return ({ side, conversation, agent }) => {
    const isElsewhere =
      (conversation !== undefined &&
        told.conversation !== null &&
        told.conversation !== conversation) ||
      (agent !== undefined && told.agent !== null && told.agent !== agent);
    if (isElsewhere) return undefined;
    if (!written.has(side)) {
      const event = side === 'operators' ? told.for_operators : told.for_visitor;
      written.set(side, event ? frameOf(links, told.tenant, event, place) : undefined);
    }
    return written.get(side);
  };
}

/** One server-sent event. JSON text holds no line break, so each field is one line. */
export function frameOf(
  links: FileLinks,
  tenant: string,
  event: DeskEvent | WidgetEvent,
  place: Position | undefined,
): Buffer {
  const id = place ? `id: ${positionId(place, deskPrefix)}\n` : '';
  return Buffer.from(
    `${id}event: ${event.kind}\ndata: ${JSON.stringify(withLinks(links, tenant, event))}\n\n`,
  );
}

/** Links to files live for minutes, news for a day: they are signed when they are told. */
function withLinks(
  links: FileLinks,
  tenant: string,
  event: DeskEvent | WidgetEvent,
): DeskEvent | WidgetEvent {
  if (event.kind !== 'message' || event.message.files.length === 0) return event;
  const files = event.message.files.map((file) => {
    const uuid = uuidOf('fil', file.id);
    return uuid === undefined ? file : { ...file, url: links.link(tenant, uuid) };
  });
  return { ...event, message: { ...event.message, files } } as DeskEvent | WidgetEvent;
}
