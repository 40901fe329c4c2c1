import type { Ledger } from '@belay/connector/ports';
import type { Counts, SyncReport } from '@belay/connector/progress';
import { z } from 'zod';
import { groupFailures } from '../progress/group-failures.ts';

const n = z.number().exactOptional();
/** those of `Counts` that people are told */
const counts = z.object({
  messages: n,
  replies: n,
  files: n,
  reactions: n,
  versions: n,
  forgotten: n,
  expired: n,
  redacted: n,
});

/** What the ledger keeps of the last run: figures and reasons, no text. Times are RFC 3339. */
const lastRun = z.object({
  outcome: z.string(),
  started_at: z.string(),
  ended_at: z.string(),
  counts,
  failures: z.array(
    z.object({
      kind: z.string(),
      code: z.string(),
      message: z.string(),
      count: z.number(),
      places: z.array(z.string()),
    }),
  ),
});

export type LastRun = z.infer<typeof lastRun>;

const runName = 'last_run';
const redactedName = 'redacted_total';
const maxGroups = 20;

/** Keeps how a run ended, beside what it wrote; adds to what was cut out in all (MAP-10). */
export async function recordRun(ledger: Ledger, report: SyncReport): Promise<void> {
  const record: LastRun = {
    outcome: report.outcome,
    started_at: new Date(report.startedAt).toISOString(),
    ended_at: new Date(report.endedAt).toISOString(),
    counts: figures(report.counts),
    failures: groupFailures(report.failures)
      .slice(0, maxGroups)
      .map(({ kind, code, message, count, places }) => ({ kind, code, message, count, places })),
  };
  const redacted = (await redactedTotal(ledger)) + report.counts.redacted;
  await ledger.commit({
    values: { [runName]: JSON.stringify(record), [redactedName]: String(redacted) },
  });
}

/** How the last run ended; undefined before the first one. */
export async function readRun(ledger: Ledger): Promise<LastRun | undefined> {
  const text = await ledger.value(runName);
  if (text === undefined) return undefined;
  const parsed = lastRun.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

/** Secrets and personal data that were cut out since the ledger began. */
export async function redactedTotal(ledger: Ledger): Promise<number> {
  return Number((await ledger.value(redactedName)) ?? 0);
}

function figures(of: Counts): LastRun['counts'] {
  return counts.parse(Object.fromEntries(Object.entries(of).filter(([, value]) => value > 0)));
}
