import { LedgerLost } from '@belay/connector/ports';
import type { Context } from '../../context.ts';
import type { Fence } from '../lease/fence.ts';
import type { ConnectorAtHand, InstallationAtHand } from './read-connectors.ts';
import { removeConnector } from './remove-connector.ts';
import { systemClock } from './system-clock.ts';
import type { WorkTiming } from './work-timing.ts';

export interface RemovalOptions {
  ctx: Context;
  fence: Fence;
  installation: InstallationAtHand;
  connector: ConnectorAtHand;
  timing: WorkTiming;
}

/** Removes a connector, again and again until it is gone, it is stopped, or the lease is lost. */
export class RemovalLoop {
  readonly done: Promise<void>;
  readonly #stop = new AbortController();

  constructor(options: RemovalOptions) {
    this.done = this.#run(options);
  }

  stop(): Promise<void> {
    this.#stop.abort();
    return this.done;
  }

  async #run({ ctx, fence, installation, connector, timing }: RemovalOptions): Promise<void> {
    const { signal } = this.#stop;
    let pause = timing.retryMs;
    while (!signal.aborted) {
      try {
        return await removeConnector(ctx, fence, installation, connector, signal);
      } catch (error) {
        if (signal.aborted || error instanceof LedgerLost) return;
        ctx.log.warn({ connector: connector.id, err: error }, 'a deletion is tried again');
      }
      await systemClock.sleep(pause, signal).catch(() => undefined);
      pause = Math.min(pause * 2, timing.longestRetryMs);
    }
  }
}
