import { type Position, start } from './position.ts';
import type { Seat } from './seat.ts';

/** Streams that may hear and want to hear the same: a row is judged and written out once for all. */
export interface Audience {
  /** whose rows are read for it */
  tenant: string;
  /** a row is offered to those who sit at one of its topics, and to nobody else */
  topic: string;
  /** equal for equal audiences of a topic */
  key: string;
}

/** What an audience is told; undefined: it isn't for them. */
export type Telling<Of extends Audience> = (audience: Of) => Buffer | undefined;

/** A table of news in the order of their commits. */
export interface Board<Row, Of extends Audience> {
  /** the newest settled place */
  end(): Promise<Position>;
  /** rows of these tenants after a place, below the oldest running transaction */
  read(tenants: string[], after: Position): Promise<SettledRead<Row>>;
  /** the place behind the row */
  place(row: Row): Position;
  topics(row: Row): string[];
  telling(row: Row): Telling<Of>;
  /** a word that there is news; returns how to stop hearing it */
  subscribe(ring: () => void): () => void;
}

export interface SettledRead<Row> {
  rows: Row[];
  next: Position;
  /** more is committed, but behind a transaction that is still open: nobody will ring for it */
  isMoreHidden: boolean;
}

/** Tells all open streams of this process what happens: one read of the table per wake, for all. */
export interface Hub<Of extends Audience> {
  /**
   * From the answered place on the seat is given, in order, every row that its audience hears.
   * Throws what the database says while it is away.
   */
  join(audience: Of, seat: Seat): Promise<Position>;
  leave(audience: Of, seat: Seat): void;
  /** what no table keeps, to who is there */
  tell(topics: string[], telling: Telling<Of>): void;
  /** ends the streams of a topic */
  dismiss(topic: string): void;
  /** ends the streams of those who lost their right */
  recheck(): void;
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

interface Room<Of> {
  audience: Of;
  seats: Set<Seat>;
}

export function startHub<Row, Of extends Audience>(
  board: Board<Row, Of>,
  onProblem: (error: unknown) => void,
): Hub<Of> {
  /** by topic, then by audience */
  const houses = new Map<string, Map<string, Room<Of>>>();
  /** how many seats each tenant has */
  const tenants = new Map<string, number>();
  const joining: {
    audience: Of;
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
  const unsubscribe = board.subscribe(ring);

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (news) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const count = (tenant: string, more: 1 | -1) => {
    const seats = (tenants.get(tenant) ?? 0) + more;
    if (seats === 0) tenants.delete(tenant);
    else tenants.set(tenant, seats);
  };

  // between two reads only: nobody sits down while rows are under way that were read without them
  const admitAll = (since: Position) => {
    for (const { audience, seat, admit } of joining.splice(0)) {
      const house = houses.get(audience.topic) ?? new Map<string, Room<Of>>();
      houses.set(audience.topic, house);
      const room = house.get(audience.key) ?? { audience, seats: new Set() };
      house.set(audience.key, room);
      room.seats.add(seat);
      count(audience.tenant, 1);
      admit(since);
    }
  };

  const everySeat = function* () {
    for (const house of houses.values())
      for (const room of house.values()) for (const seat of room.seats) yield seat;
  };

  const offer = (topics: string[], telling: Telling<Of>, give: (seat: Seat, f: Buffer) => void) => {
    for (const topic of topics)
      for (const { audience, seats } of houses.get(topic)?.values() ?? []) {
        const frames = telling(audience);
        if (frames) for (const seat of seats) give(seat, frames);
      }
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
        at ??= await board.end();
        admitAll(at);
        const read = await board.read([...tenants.keys()], at);
        for (const row of read.rows) {
          const place = board.place(row);
          offer(board.topics(row), board.telling(row), (seat, frames) => seat.take(place, frames));
        }
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
    leave({ tenant, topic, key }, seat) {
      const house = houses.get(topic);
      const room = house?.get(key);
      if (!room?.seats.delete(seat)) return;
      count(tenant, -1);
      if (room.seats.size === 0) house?.delete(key);
      if (house?.size === 0) houses.delete(topic);
    },
    tell(topics, telling) {
      offer(topics, telling, (seat, frames) => seat.hear(frames));
    },
    dismiss(topic) {
      const rooms = [...(houses.get(topic)?.values() ?? [])];
      for (const { audience, seat } of joining) if (audience.topic === topic) seat.dismiss();
      for (const { seats } of rooms) for (const seat of [...seats]) seat.dismiss();
    },
    recheck() {
      for (const seat of everySeat()) seat.tick(false);
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
