import { LedgerLost } from '../ports.ts';
import type { SyncReport } from '../progress.ts';
import { Attendance, nextDue, stayAtWork } from './attend.ts';
import { auditThreads, endAudit } from './audit.ts';
import { begin, bindChannels } from './begin.ts';
import { debtLane } from './debt-lane.ts';
import { expire } from './expire.ts';
import { forgetEvents } from './forget-events.ts';
import { historyLane } from './history-lane.ts';
import { MemoryGone } from './hold.ts';
import { Intake } from './intake.ts';
import { joinChannels } from './join-channels.ts';
import { moveFile } from './move-file.ts';
import { lostMessage, type SyncOptions, type SyncPorts } from './options.ts';
import { readReactions } from './read-reactions.ts';
import { readThread } from './read-thread.ts';
import type { Run } from './run.ts';
import { settleDoubt } from './settle-doubt.ts';
import { settleIntents } from './settle-intents.ts';
import { Tally } from './tally.ts';

/** A doubt is settled by a read that is later on Slack's clock: worth this much waiting. */
const worthWaitingMs = 30_000;

/**
 * Brings the memory up to what the workspace serves, once: history of all channels newest first,
 * threads, files and doubts beside it. Throws `SyncRefused` when it can't begin; everything met
 * later is in the report. Killed or stopped anywhere, the next run goes on.
 */
export async function sync(options: SyncOptions, ports: SyncPorts): Promise<SyncReport> {
  const begun = await unlessStopped(ports, () => begin(options, ports));
  if (!begun) return finish(new Tally(ports.clock, ports.report), 'stopped', {});
  const { run, selected } = begun;
  const stopByUser = () => run.stop.throw('stopped');
  if (ports.signal?.aborted) stopByUser();
  ports.signal?.addEventListener('abort', stopByUser);
  try {
    const records = await bindChannels(begun, options);
    const { teamId, name, domain } = run.identity;
    run.tally.say({
      type: 'started',
      workspace: { teamId, name, domain },
      channels: records.map((record) => ({ id: record.channelId, name: record.name })),
    });
    await settleIntents(run);
    const readable = await joinChannels(run, selected, records);
    const polled = readable.filter(({ channelId }) => options.poll?.has(channelId) ?? true);
    await expire(run);
    const intake = new Intake(run);
    const attendance = new Attendance(run, intake, ports.doorbell);
    await attendance.drain();
    const catchUp = async () => {
      await together(run, [historyLane(run, intake, polled), workOff(run, intake)]);
      await endAudit(run, options.poll === undefined);
      await auditThreads(run, () => workOff(run, intake));
      await attendance.drain();
      await waitForDoubts(run, intake);
      if (!run.stop.isThrown) run.tally.say({ type: 'caught_up' });
      await stayAtWork(run, options.attendMs ?? 0, () => workOff(run, intake));
    };
    await together(run, [attendance.lanes(), catchUp().finally(() => attendance.close())]);
  } catch (error) {
    if (error instanceof LedgerLost) loseLedger(run);
    // a stop is an outcome, and what was thrown on its account has been told already
    else if (!(error instanceof MemoryGone) && error !== run.stop.signal.reason) throw error;
  } finally {
    ports.signal?.removeEventListener('abort', stopByUser);
  }
  const { debts } = await run.ledger.counts();
  return finish(run.tally, outcomeOf(run), debts);
}

/** Undefined when the user stopped it meanwhile: whatever was thrown then is on that account. */
async function unlessStopped<T>(
  { signal }: SyncPorts,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    signal?.throwIfAborted();
    return await work();
  } catch (error) {
    if (!signal?.aborted) throw error;
    return undefined;
  }
}

function finish(
  tally: Tally,
  outcome: SyncReport['outcome'],
  owed: Record<string, number>,
): SyncReport {
  const report = tally.report(outcome, owed);
  tally.say({ type: 'finished', report });
  return report;
}

/** Another process took over: what this one had under way is left to it. */
function loseLedger(run: Run): void {
  run.tally.fail({
    kind: 'workspace',
    code: 'ledger_lost',
    message: lostMessage,
  });
  run.stop.throw('failed');
}

/** Waits for all, so that nothing goes on behind the report; the first failure stops the others. */
async function together(run: Run, parts: Promise<void>[]): Promise<void> {
  await Promise.all(
    parts.map((part) =>
      part.catch((error: unknown) => {
        run.stop.fail(error);
        run.bell.ring();
      }),
    ),
  );
  if (run.stop.fault) throw run.stop.fault.error;
}

/** Every kind of debt beside each other, until a round of all finds nothing more to do. */
async function workOff(run: Run, intake: Intake): Promise<void> {
  for (let worked = true; worked && !run.stop.isThrown; ) {
    const lanes = await Promise.all([
      debtLane(run, 'thread', (owed) => readThread(run, intake, owed)),
      debtLane(run, 'file', (owed) => moveFile(run, intake, owed)),
      debtLane(run, 'reactions', (owed) => readReactions(run, intake, owed)),
      debtLane(run, 'doubt', (owed) => settleDoubt(run, intake, owed)),
      debtLane(run, 'forget', (owed) => forgetEvents(run, owed)),
    ]);
    worked = lanes.includes(true);
  }
}

/** Doubts and put-off replies become due within seconds: the run ends after them, not before. */
async function waitForDoubts(run: Run, intake: Intake): Promise<void> {
  const until = run.clock.now() + worthWaitingMs;
  while (!run.stop.isThrown && run.clock.now() < until) {
    const next = await nextDue(run, until, ['doubt', 'thread']);
    if (!Number.isFinite(next)) return;
    await run.clock.sleep(Math.max(0, next - run.clock.now()), run.stop.signal);
    await workOff(run, intake);
  }
}

function outcomeOf(run: Run): SyncReport['outcome'] {
  if (run.stop.cause !== undefined) return run.stop.cause;
  return run.tally.failures.length > 0 ? 'partial' : 'done';
}
