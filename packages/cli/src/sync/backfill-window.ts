import { usageError } from '../door/program.ts';
import type { ConfigFile } from '../settings/config-file.ts';
import type { SlackFlags } from './slack-flags.ts';

type Yaml = NonNullable<ConfigFile['slack']>;

interface Window {
  since?: string | undefined;
  backfillDays?: string | undefined;
  all?: boolean | undefined;
}

/** How far back the first run goes: ms since the epoch, 0 for everything, undefined for the default. */
export function backfillSince(flags: SlackFlags, yaml: Yaml, now: number): number | undefined {
  return sinceFrom(flags, now) ?? sinceFrom(fromYaml(yaml, flags), now);
}

function fromYaml(yaml: Yaml, flags: SlackFlags): Window {
  return {
    since: yaml.since,
    backfillDays: yaml.backfill_days?.toString(),
    all: yaml.all && flags.all !== false,
  };
}

const dayMs = 86_400_000;

function sinceFrom(window: Window, now: number): number | undefined {
  const given = [window.since, window.backfillDays, window.all || undefined];
  if (given.filter((each) => each !== undefined).length > 1)
    throw usageError('Only one of --since, --backfill-days and --all can hold.');
  if (window.all) return 0;
  if (window.backfillDays !== undefined) {
    const days = Number(window.backfillDays);
    if (!Number.isFinite(days) || days <= 0)
      throw usageError(`${window.backfillDays} is not a number of days.`);
    return now - days * dayMs;
  }
  if (window.since === undefined) return undefined;
  const moment = /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(window.since)
    ? Date.parse(window.since)
    : Number.NaN;
  if (Number.isNaN(moment))
    throw usageError(
      `${window.since} is not a time.`,
      'Write it like 2026-03-15 or 2026-03-15T10:30:00Z.',
    );
  if (moment > now) throw usageError(`${window.since} lies in the future.`);
  return moment;
}

/** Where a first run ends when nothing else is said: 30 days back, as in the engine. */
export function defaultSince(now: number): number {
  return now - 30 * dayMs;
}
