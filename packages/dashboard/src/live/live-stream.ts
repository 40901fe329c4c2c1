import { ApiError } from '../api/api-error.ts';
import { backoff } from './backoff.ts';
import { createSseParser } from './sse-parser.ts';

/** One lifecycle event as the stream brings it: its payload, and what all of them have. */
export interface LiveItem {
  lifecycle_id: string;
  kind: string;
  ts: string;
  scope: string;
  event_id?: string;
  [payload: string]: unknown;
}

export interface LiveState {
  /** `connecting`: not yet heard anything. `stopped`: the server refuses; trying again won't help */
  phase: 'connecting' | 'live' | 'reconnecting' | 'offline' | 'stopped';
  /** ms since the epoch of the last sign of life; null: none yet */
  heardAt: number | null;
}

export interface LiveDeps {
  /** opens the stream behind the last id; throws `ApiError` unless it is there */
  open(lastId: string | null, kinds: string[], signal: AbortSignal): Promise<Response>;
  now(): number;
  random(): number;
  online(): boolean;
  setTimer(callback: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

export interface LiveListener<Item = LiveItem> {
  items(items: Item[]): void;
  /** something may have been missed */
  gap(): void;
  state(state: LiveState): void;
}

/** The server's heartbeat comes every 15 s: after two missed ones nobody is there. */
export const silenceMs = 40_000;

/**
 * Follows a stream of the server for as long as it isn't stopped: after a cut it goes on behind the
 * last id it was given, so that nothing is lost or told twice. Where it can't know what it missed
 * (before its first id, or when the server no longer knows it), it calls `onGap`: what was read
 * before may be old, and is to be read again.
 */
export class LiveStream<Item = LiveItem> {
  readonly #deps: LiveDeps;
  readonly #on: LiveListener<Item>;
  #state: LiveState = { phase: 'connecting', heardAt: null };
  #kinds: string[] = [];
  #lastId: string | null = null;
  #attempt = 0;
  #connection: AbortController | null = null;
  #timer: unknown = null;
  #running = false;

  constructor(deps: LiveDeps, on: LiveListener<Item>) {
    this.#deps = deps;
    this.#on = on;
  }

  get state(): LiveState {
    return this.#state;
  }

  /** What is to be heard of. Other kinds than before: the stream is opened anew, behind the last id. */
  follow(kinds: string[]): void {
    const sorted = [...new Set(kinds)].sort();
    if (this.#running && sorted.join() === this.#kinds.join()) return;
    this.#kinds = sorted;
    this.#running = true;
    this.#attempt = 0;
    this.#connect();
  }

  stop(): void {
    this.#running = false;
    this.#hangUp();
  }

  /** The world changed (online again, awake again, in sight again): look at once instead of waiting. */
  nudge(): void {
    if (!this.#running || this.#state.phase === 'stopped') return;
    if (!this.#deps.online()) {
      this.#hangUp();
      this.#tell('offline');
      return;
    }
    const { heardAt } = this.#state;
    const silent = heardAt === null || this.#deps.now() - heardAt > silenceMs;
    if (this.#connection !== null && !silent) return;
    this.#attempt = 0;
    this.#connect();
  }

  #connect(): void {
    this.#hangUp();
    if (!this.#deps.online()) {
      this.#tell('offline');
      return;
    }
    const connection = new AbortController();
    this.#connection = connection;
    if (this.#state.phase !== 'live') this.#tell(this.#waiting());
    this.#watch();
    this.#read(connection.signal).then(
      () => this.#again(connection, null),
      (error: unknown) => this.#again(connection, error),
    );
  }

  async #read(signal: AbortSignal): Promise<void> {
    const resumed = this.#lastId !== null;
    const response = await this.#deps.open(this.#lastId, this.#kinds, signal);
    if (signal.aborted || !response.body) return;
    const parse = createSseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    // an aborted body fails the read by itself; one that is handed to us late may not
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    let told = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      this.#heard();
      // only once the server follows: what is read again from now on is new enough
      if (!told && !resumed) this.#on.gap();
      told = true;
      const items: Item[] = [];
      for (const frame of parse(value)) {
        if (frame.id !== null) this.#lastId = frame.id;
        // the server no longer keeps what followed our last id, and says so
        if (frame.event === 'reset') this.#on.gap();
        // the contract of the stream: every other frame is an item of it
        else if (frame.data !== null) items.push(JSON.parse(frame.data) as Item);
      }
      if (items.length > 0) this.#on.items(items);
    }
  }

  #heard(): void {
    this.#attempt = 0;
    this.#tell('live', this.#deps.now());
    this.#watch();
  }

  /** The one timer of a connection: nothing heard for too long means that it is dead. */
  #watch(): void {
    this.#deps.clearTimer(this.#timer);
    this.#timer = this.#deps.setTimer(() => {
      this.#attempt += 1;
      this.#tell(this.#waiting());
      this.#connect();
    }, silenceMs);
  }

  #again(connection: AbortController, error: unknown): void {
    if (!this.#running || this.#connection !== connection) return;
    this.#hangUp();
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
      if (error.code === 'INVALID_QUERY' && this.#lastId !== null) {
        // the server no longer knows the id: begin with what is new
        this.#lastId = null;
      } else if (error.status !== 429) {
        this.#tell('stopped');
        return;
      }
    }
    if (!this.#deps.online()) {
      this.#tell('offline');
      return;
    }
    this.#tell(this.#waiting());
    this.#attempt += 1;
    this.#timer = this.#deps.setTimer(
      () => this.#connect(),
      backoff(this.#attempt, this.#deps.random),
    );
  }

  #waiting(): 'connecting' | 'reconnecting' {
    return this.#state.heardAt === null ? 'connecting' : 'reconnecting';
  }

  #hangUp(): void {
    this.#deps.clearTimer(this.#timer);
    this.#timer = null;
    this.#connection?.abort();
    this.#connection = null;
  }

  #tell(phase: LiveState['phase'], heardAt = this.#state.heardAt): void {
    const before = this.#state;
    if (before.phase === phase && before.heardAt === heardAt) return;
    this.#state = { phase, heardAt };
    this.#on.state(this.#state);
  }
}
