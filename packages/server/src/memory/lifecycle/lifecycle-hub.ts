import type pg from 'pg';
import type { Audience } from './audience.ts';
import type { LifecycleFeed } from './lifecycle-feed.ts';
import { type Position, start } from './lifecycle-position.ts';
import { endOf, framesOf, itemsOf } from './lifecycle-row.ts';
import { lifecycleEnd } from './read-lifecycle.ts';
import { readSettled, type SettledRow } from './read-settled.ts';
import type { Seat } from './seat.ts';

/** Tells all open streams of this process what happens: one read of the table per wake, for all. */
export interface LifecycleHub {
  /**
   * From the answered place on the seat is given, in order, every row that its audience hears.
   * Throws what the database says while it is away.
   */
  join(audience: Audience, seat: Seat): Promise<Position>;
  leave(audience: Audience, seat: Seat): void;
  /** resolves when all streams have ended */
  stop(): Promise<void>;
}

/** A word that was lost on its way costs this much. */
const idleMs = 15_000;
/** Behind a transaction that is still open stands news that nobody will ring for. */
const hiddenMs = 50;
const troubleMs = 1_000;
const tickMs = 1_000;
const ticksPerBeat = 15;

interface Room {
  audience: Audience;
  seats: Set<Seat>;
}

export function startLifecycleHub(
  pool: pg.Pool,
  feed: LifecycleFeed,
  onProblem: (error: unknown) => void,
): LifecycleHub {
  /** by tenant, then by audience */
  const houses = new Map<string, Map<string, Room>>();
  const joining: {
    audience: Audience;
    seat: Seat;
    admit(since: Position): void;
    refuse(error: unknown): void;
  }[] = [];
  /** everything settled up to here was told; undefined while nobody listens */
  let at: Position | undefined;
  let isStopping = false;
  let news = false;
  let wake: () => void = () => undefined;
  const ring = () => {
    news = true;
    wake();
  };
  const unsubscribe = feed.subscribe(ring);

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (news) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  // between two reads only: nobody sits down while rows are under way that were read without them
  const admitAll = (since: Position) => {
    for (const { audience, seat, admit } of joining.splice(0)) {
      const house = houses.get(audience.tenant) ?? new Map<string, Room>();
      houses.set(audience.tenant, house);
      const room = house.get(audience.key) ?? { audience, seats: new Set() };
      house.set(audience.key, room);
      room.seats.add(seat);
      admit(since);
    }
  };

  const everySeat = function* () {
    for (const house of houses.values())
      for (const room of house.values()) for (const seat of room.seats) yield seat;
  };

  const loop = (async () => {
    while (!isStopping) {
      news = false;
      try {
        if (houses.size === 0 && joining.length === 0) {
          at = undefined;
          await pause(idleMs);
          continue;
        }
        at ??= await lifecycleEnd(pool);
        admitAll(at);
        const read = await readSettled(pool, [...houses.keys()], at);
        for (const row of read.rows) tell(houses.get(row.tenant), row);
        at = read.next;
        if (read.rows.length === 0) await pause(read.isMoreHidden ? hiddenMs : idleMs);
      } catch (error) {
        if (isStopping) break;
        onProblem(error);
        for (const { refuse } of joining.splice(0)) refuse(error);
        await new Promise((resolve) => setTimeout(resolve, troubleMs));
      }
    }
  })();

  let ticks = 0;
  const ticker = setInterval(() => {
    ticks += 1;
    for (const seat of everySeat()) seat.tick(ticks % ticksPerBeat === 0);
  }, tickMs);
  ticker.unref();

  return {
    join(audience, seat) {
      if (isStopping) {
        seat.dismiss();
        return Promise.resolve(start);
      }
      return new Promise((admit, refuse) => {
        joining.push({ audience, seat, admit, refuse });
        ring();
      });
    },
    leave({ tenant, key }, seat) {
      const house = houses.get(tenant);
      const room = house?.get(key);
      room?.seats.delete(seat);
      if (room?.seats.size === 0) house?.delete(key);
      if (house?.size === 0) houses.delete(tenant);
    },
    async stop() {
      isStopping = true;
      unsubscribe();
      clearInterval(ticker);
      for (const { seat, admit } of joining.splice(0)) {
        seat.dismiss();
        admit(start);
      }
      for (const seat of everySeat()) seat.dismiss();
      ring();
      await loop;
    },
  };
}

/** One row to everyone who hears it; for each audience it is written out once. */
function tell(house: Map<string, Room> | undefined, row: SettledRow): void {
  let whole: Buffer | undefined;
  const end = endOf(row);
  for (const { audience, seats } of house?.values() ?? []) {
    if (!audience.hears(row)) continue;
    const write = () => framesOf(itemsOf(row, { only: audience.only }));
    if (audience.only === undefined) whole ??= write();
    const frames = audience.only === undefined ? whole : write();
    if (frames) for (const seat of seats) seat.take(end, frames);
  }
}
