import type { WidgetEvent } from '@belay/contract/desk/stream';
import { Refusal } from './refusal.ts';
import { createSseReader } from './sse.ts';

/** `stopped`: the server refuses; trying again won't help. */
export type Phase = 'connecting' | 'live' | 'lost' | 'stopped';

export interface FollowDeps {
  open(lastId: string | null, signal: AbortSignal): Promise<Response>;
  random(): number;
  setTimer(callback: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

export interface Follower {
  event(event: WidgetEvent, id: string | null): void;
  /** the stream is there, but began without knowing what was before */
  gap(): void;
  phase(phase: Phase): void;
  refused(refusal: Refusal): void;
}

/** The server's heartbeat comes every 15 s: after two missed ones nobody is there. */
export const silenceMs = 40_000;

/** ms before the n-th try (from 1): half a second doubled up to 20 s, half of it by chance. */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(20_000, 500 * 2 ** (attempt - 1));
  return Math.round(full / 2 + (full / 2) * random());
}

/**
 * Follows the visitor's stream until it is stopped: after a cut it goes on behind the last id, so that
 * nothing is lost or told twice.
 */
export function follow(
  deps: FollowDeps,
  on: Follower,
  from: string | null,
): { stop(): void; nudge(): void } {
  let lastId = from;
  let attempt = 0;
  let timer: unknown = null;
  let connection: AbortController | null = null;
  let stopped = false;

  const hangUp = () => {
    deps.clearTimer(timer);
    connection?.abort();
    connection = null;
  };
  /** The one timer of a connection: nothing heard for too long means that it is dead. */
  const watch = () => {
    deps.clearTimer(timer);
    timer = deps.setTimer(() => again(null), silenceMs);
  };
  const again = (error: unknown) => {
    if (stopped) return;
    hangUp();
    if (error instanceof Refusal && !error.mayPass) {
      // an id that the server no longer knows: begin with what is new
      if (error.status === 422 && lastId !== null) lastId = null;
      else {
        stopped = true;
        on.phase('stopped');
        on.refused(error);
        return;
      }
    }
    on.phase('lost');
    attempt += 1;
    const least = error instanceof Refusal ? error.retryAfterMs : 0;
    timer = deps.setTimer(connect, Math.max(least, backoff(attempt, deps.random)));
  };
  const connect = () => {
    hangUp();
    const own = new AbortController();
    connection = own;
    watch();
    read(own.signal).then(
      () => own === connection && again(null),
      (error: unknown) => own === connection && again(error),
    );
  };
  const read = async (signal: AbortSignal) => {
    const resumed = lastId !== null;
    const { body } = await deps.open(lastId, signal);
    if (signal.aborted || !body) return;
    const frames = createSseReader();
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    let isTold = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      attempt = 0;
      watch();
      if (!isTold) on.phase('live');
      // only now: what is read again from here on is new enough
      if (!isTold && !resumed) on.gap();
      isTold = true;
      for (const { id, data } of frames(value)) {
        if (id !== null) lastId = id;
        // the contract of the stream: every frame is a WidgetEvent
        on.event(JSON.parse(data) as WidgetEvent, id);
      }
    }
  };
  connect();
  return {
    stop() {
      stopped = true;
      hangUp();
    },
    /** the world changed (online, awake, in sight): look at once instead of waiting */
    nudge() {
      if (stopped || attempt === 0) return;
      attempt = 0;
      connect();
    },
  };
}
