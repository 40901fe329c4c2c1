import type { LifecycleItem } from '@belay/contract/read';
import { type Position, positionId } from '../../live/position.ts';
import { publicId } from '../ids.ts';

/** A row of `lifecycle` as it is read: one kind of news about the events of one commit and scope. */
export interface LifecycleRow {
  xid: string;
  seq: number;
  kind: string;
  scope: string;
  ts: Date;
  events: string[];
  offsets: number[];
  payload: Record<string, unknown>;
}

/** The place of the row's last event: whoever is there has seen the whole row. */
export function endOf(row: LifecycleRow): Position {
  return positionOf(row, Math.max(0, row.events.length - 1));
}

function positionOf(row: LifecycleRow, index: number): Position {
  return { xid: BigInt(row.xid), seq: BigInt(row.seq), index };
}

/** What a row tells, one item per event: those after a place, or of one event only. */
export function itemsOf(
  row: LifecycleRow,
  { after, only }: { after?: Position | undefined; only?: string | undefined } = {},
): LifecycleItem[] {
  const place = positionOf(row, 0);
  const seen = after && place.xid === after.xid && place.seq === after.seq ? after.index : -1;
  const base = { kind: row.kind, ts: row.ts.toISOString(), scope: row.scope };
  if (row.events.length === 0)
    return seen >= 0 ? [] : [{ lifecycle_id: positionId(place), ...base, payload: row.payload }];
  return row.events.flatMap((uuid, index) => {
    if (index <= seen || (only !== undefined && uuid !== only)) return [];
    const offset = row.offsets[index];
    return [
      {
        lifecycle_id: positionId({ ...place, index }),
        ...base,
        event_id: publicId('evt', uuid),
        payload: { ...row.payload, ...(offset === undefined ? {} : { wal_offset: offset }) },
      },
    ];
  });
}

/** Items as server-sent events. JSON text holds no line break, so each field is one line. */
export function framesOf(items: LifecycleItem[]): Buffer {
  return Buffer.from(
    items
      .map(({ payload, ...item }) => {
        const { lifecycle_id, kind, ...rest } = item;
        const data = JSON.stringify({ ...payload, ...rest, kind, lifecycle_id });
        return `id: ${lifecycle_id}\nevent: ${kind}\ndata: ${data}\n\n`;
      })
      .join(''),
  );
}
