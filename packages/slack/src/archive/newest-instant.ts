import { compareTs, isTs, tsToMs } from '../ids/ts.ts';
import { fields } from '../parse/fields.ts';
import type { DayFiles } from './day-files.ts';
import type { ExportedChannel } from './export-layout.ts';

/**
 * The newest moment that an export tells of, ms since the epoch: what it says was true up to then,
 * and loses to any read after it (SYN-8). Looks into each channel's newest readable day only.
 */
export async function newestInstant(
  channels: readonly ExportedChannel[],
  files: DayFiles,
  signal?: AbortSignal,
): Promise<number> {
  let newest = '0.000000';
  for (const { days } of channels)
    for (const path of days.toReversed()) {
      signal?.throwIfAborted();
      const day = await files.read(path);
      if (!day || day.size === 0) continue;
      for (const [ts, raw] of day)
        for (const told of [ts, fields(fields(raw).edited).ts, fields(raw).latest_reply])
          if (isTs(told) && compareTs(told, newest) > 0) newest = told;
      break;
    }
  return tsToMs(newest);
}
