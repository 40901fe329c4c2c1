import type { Ledger } from '../ports.ts';
import { commit, debt, type Rules, type Run, wholeThread } from './run.ts';

const name = 'audit';
const threadsAtOnce = 64;
const longestMs = 12 * 60 * 60_000;
/** a read speaks for Slack's clock from up to this long before it (SYN-10) */
const readMarginMs = 15_000;

/**
 * Where an audit stands: one that a crash or its budget cut short goes on where it was, by the
 * certificates that it has earned already (SYN-12).
 */
export async function beginAudit(
  ledger: Ledger,
  { audit, auditPages }: Pick<Rules, 'audit' | 'auditPages'>,
  now: number,
): Promise<Run['audit']> {
  if (audit === 'quick') return { since: now, pagesLeft: 0 };
  const before = await ledger.value(name);
  const [kind, since] = before?.split(':') ?? [];
  if (kind === audit) return { since: Number(since), pagesLeft: auditPages };
  await ledger.commit({ values: { [name]: `${audit}:${now}` } });
  return { since: now, pagesLeft: auditPages };
}

/**
 * Every page was read again: the next audit begins anew. One whose channels come by turns ends
 * when each had its turn, or after half a day: one that can't be read must not hold up the others.
 */
export async function endAudit(run: Run, isOfAll: boolean): Promise<void> {
  const { since, pagesLeft } = run.audit;
  if (run.rules.audit === 'quick' || run.stop.isThrown || pagesLeft <= 0) return;
  const isOpen = [...run.chunks.values()].flat().some(({ readHi }) => readHi < since);
  if (!isOfAll && isOpen && run.clock.now() - since < longestMs) return;
  await commit(run, { values: { [name]: null } });
}

/**
 * Reads threads again, the one with the oldest proof first, until all are newer than the audit or
 * its time is over. `work` does what is owed.
 */
export async function auditThreads(run: Run, work: () => Promise<void>): Promise<void> {
  const until = run.clock.now() + run.rules.threadAuditMs;
  const tried = new Set<string>();
  while (!run.stop.isThrown && run.clock.now() < until) {
    const roots = await run.ledger.threads({
      readBefore: run.audit.since - readMarginMs,
      limit: threadsAtOnce + tried.size,
    });
    const next = roots
      .filter(
        ({ channelId, ts }) => run.channels.has(channelId) && !tried.has(`${channelId} ${ts}`),
      )
      .slice(0, threadsAtOnce);
    if (next.length === 0) return;
    for (const { channelId, ts } of next) tried.add(`${channelId} ${ts}`);
    await commit(run, {
      debts: next.map(({ channelId, ts }) =>
        debt(run, { kind: 'thread', channelId, ts, priority: '', detail: wholeThread }),
      ),
    });
    await work();
  }
}
