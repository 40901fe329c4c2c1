import { SlackError } from '@belay/slack/error';
import type { Debt } from '../ports.ts';
import type { Failure } from '../progress.ts';
import { commit, type Run } from './run.ts';

const firstRetryMs = 60_000;
const longestRetryMs = 60 * 60_000;

/**
 * A debt that Slack refused: named, and due again later (SYN-4). A token that no longer works
 * ends the run; what isn't Slack's doing is thrown on.
 */
export async function putOff(
  run: Run,
  owed: Debt,
  error: unknown,
  kind: Failure['kind'],
  fileId?: string,
): Promise<void> {
  if (run.stop.isThrown) return;
  if (!(error instanceof SlackError)) throw error;
  const { code, message } = error;
  if (error.class === 'auth') {
    endRun(run, error);
    return;
  }
  const wait = Math.min(firstRetryMs * 2 ** owed.attempts, longestRetryMs);
  const retryAt = run.clock.now() + Math.max(wait, error.retryAfterMs ?? 0);
  run.tally.fail({
    kind,
    channelId: owed.channelId,
    ...nameOf(run, owed.channelId),
    ts: owed.ts,
    ...(fileId === undefined ? {} : { fileId }),
    code,
    message,
    retryAt,
  });
  await commit(run, {
    debts: [{ ...owed, attempts: owed.attempts + 1, due: retryAt, reason: `${code}: ${message}` }],
  });
}

/** Debts of channels outside this run's selection wait for a run that follows them. */
export function leaveFor(run: Run, owed: Debt): Promise<void> {
  return commit(run, { debts: [{ ...owed, due: run.clock.now() + longestRetryMs }] });
}

/** Nothing more can be read: the run ends, resumably. */
export function endRun(run: Run, error: SlackError): void {
  run.tally.fail({ kind: 'workspace', code: error.code, message: error.message });
  run.stop.throw('failed');
}

export function nameOf(run: Run, channelId: string): { channelName?: string } {
  const name = run.channels.get(channelId)?.name;
  return name === undefined ? {} : { channelName: name };
}
