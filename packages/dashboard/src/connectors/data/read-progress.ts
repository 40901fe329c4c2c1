import type { ConnectorProgress } from '@belay/contract/connector';
import { z } from 'zod';
import type { LiveItem } from '../../live/live-stream.ts';

const count = z.number().catch(0);
const payload = z.object({
  connector_id: z.string(),
  state: z.enum([
    'waiting',
    'backfilling',
    'live',
    'polling',
    'held',
    'paused',
    'failed',
    'deleting',
  ]),
  sentence: z.string(),
  captured: count,
  per_s: count,
  lag_s: z.number().nullable().catch(null),
  counts: z.object({
    messages: count,
    replies: count,
    files: count,
    reactions: count,
    versions: count,
    forgotten: count,
    expired: count,
    redacted: count,
    skipped: count,
  }),
  owed: z.record(z.string(), z.number()).catch({}),
  eta_ms: z.number().nullable().catch(null),
});

/** The progress that a live item carries; undefined for a server of another version. */
export function readProgress(item: LiveItem): ConnectorProgress | undefined {
  const read = payload.safeParse(item);
  return read.success ? read.data : undefined;
}
