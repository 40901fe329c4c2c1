import type { SyncReport } from '../progress.ts';
import type { SyncOptions, SyncPorts } from './options.ts';

/**
 * Brings the memory up to what the workspace serves, once. Throws `SyncRefused` when it can't
 * begin; everything met later is in the report.
 */
export function sync(_options: SyncOptions, _ports: SyncPorts): Promise<SyncReport> {
  throw new Error('under construction');
}

/** `sync` again and again, `intervalMs` from end to start, until the signal stops it. */
export function watch(
  _options: SyncOptions & { intervalMs: number },
  _ports: SyncPorts,
): Promise<SyncReport> {
  throw new Error('under construction');
}
