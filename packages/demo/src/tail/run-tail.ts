import type { Clock } from '@belay/connector/ports';
import { type SyncOptions, type SyncPorts, SyncRefused } from '@belay/connector/sync/options';
import { watch } from '@belay/connector/sync/watch';
import { nextTailState, type TailState } from './tail-state.ts';

/** Every channel is looked at this often, ms: the sandbox asks no slower. */
const intervalMs = 3000;
/** After a run that could not begin, ms. */
const retryMs = 5000;

/**
 * The connector, cycle after cycle, until the signal aborts: the same engine as the command line's
 * `watch`. What goes wrong is told as a state and tried again; it never ends the program.
 */
export async function runTail(
  options: Pick<SyncOptions, 'org'>,
  ports: Omit<SyncPorts, 'report' | 'signal'> & { clock: Clock; signal: AbortSignal },
  source: { tail: TailState },
): Promise<void> {
  while (!ports.signal.aborted) {
    try {
      await watch(
        { ...options, since: 0, intervalMs },
        {
          ...ports,
          report: (progress) => {
            source.tail = nextTailState(source.tail, progress);
          },
        },
      );
    } catch (error) {
      if (ports.signal.aborted) return;
      const known = error instanceof SyncRefused;
      const reason = known ? error.message : 'the last sync failed unexpectedly.';
      source.tail = { ...source.tail, phase: 'stopped', trouble: reason };
      if (!known) console.error(error);
    }
    await ports.clock.sleep(retryMs, ports.signal).catch(() => {});
  }
}
