import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { fetchSandbox } from '@belay/sandbox/fetch-sandbox';
import type { SandboxOptions } from '@belay/sandbox/start-sandbox';
import { type OutboxStage, outboxStage } from './outbox-stage.ts';

/** One request as it left, by the clock of the stage. */
export interface Asked {
  method: string;
  channel: string;
  text: string;
  at: number;
}

export interface VirtualStage extends OutboxStage {
  clock: VirtualClock;
  /** of `chat.postMessage` and `chat.update` */
  asked: Asked[];
  /** before each request */
  onRequest(listener: (asked: Asked) => void): void;
  /** lets time jump whenever database and sandbox rest, until that is so and no request is on its way */
  pass(until: () => boolean): Promise<void>;
}

/** Of each request, there and back. */
const latencyMs = 20;
/** Turns of the event loop in which nobody was busy: only time brings more. */
const restTurns = 6;

/** A stage whose hours pass in seconds: outbox and sandbox share one clock, the database has its own. */
export async function virtualStage(
  options: { sandbox?: SandboxOptions; rate?: 'documented' } = {},
): Promise<VirtualStage> {
  const clock = new VirtualClock(Date.now());
  const asked: Asked[] = [];
  const listeners: ((asked: Asked) => void)[] = [];
  let inner: typeof fetch | undefined;
  let flying = 0;
  const stage = await outboxStage({
    ...options,
    clock,
    sandbox: { ...options.sandbox, clock },
    async fetch(input, init) {
      const form = new URLSearchParams(String(init?.body));
      const one = {
        method: String(input).split('/').at(-1) ?? '',
        channel: form.get('channel') ?? '',
        text: form.get('text') ?? '',
        at: clock.now(),
      };
      for (const listener of listeners) listener(one);
      if (one.method === 'chat.postMessage' || one.method === 'chat.update') asked.push(one);
      flying += 1;
      try {
        await clock.sleep(latencyMs);
        inner ??= fetchSandbox(stage.sandbox);
        return await inner(input, init);
      } finally {
        flying -= 1;
      }
    },
  });
  const pools = () => [stage.server.ctx.pool, ...stage.outboxes.map(({ pool }) => pool)];
  // the sandbox lies in this process: only the database takes time of its own
  const isBusy = () =>
    pools().some((pool) => pool.waitingCount > 0 || pool.idleCount < pool.totalCount);
  return Object.assign(stage, {
    clock,
    asked,
    onRequest: (listener: (asked: Asked) => void) => listeners.push(listener),
    async pass(until: () => boolean) {
      // whoever stops then waits for what is on its way, and time stands still
      while (!until() || flying > 0) {
        for (let rested = 0; rested < restTurns; rested = isBusy() ? 0 : rested + 1)
          await new Promise<void>((resolve) => setImmediate(resolve));
        if (clock.next !== undefined) await clock.advance(Math.max(0, clock.next - clock.now()));
      }
    },
  });
}
