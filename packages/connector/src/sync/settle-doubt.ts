import { SlackError } from '@belay/slack/error';
import type { Debt } from '../ports.ts';
import type { Intake } from './intake.ts';
import { leaveFor, putOff } from './put-off.ts';
import { readMessage, type SingleRead } from './read-message.ts';
import { commit, type Run } from './run.ts';

const maxAttempts = 5;
const againMs = 11_000;

/** Reads a doubtful message once more; what it shows now is later than what was doubted. */
export async function settleDoubt(run: Run, intake: Intake, owed: Debt): Promise<void> {
  const channel = run.channels.get(owed.channelId);
  const { channelId, ts } = owed;
  if (!channel || run.workspace.kind === 'archive') return leaveFor(run, owed);
  try {
    const { message, isAbsent, read, lookedIn } = await lookAgain(run, owed);
    const seen = message ?? (isAbsent ? 'absent' : undefined);
    if (seen === undefined && owed.attempts + 1 < maxAttempts) {
      const due = run.clock.now() + againMs * 2 ** owed.attempts;
      return commit(run, { debts: [{ ...owed, attempts: owed.attempts + 1, due }] });
    }
    await intake.submit({
      channel,
      observations: seen
        ? [{ channelId, ts, read, source: 'confirm', isArchived: false, lookedIn, seen }]
        : [],
      paid: [owed.id],
    });
  } catch (error) {
    await putOff(run, owed, error, 'message');
  }
}

/** A reply whose thread Slack no longer finds is gone if its root is. */
async function lookAgain(
  run: Run,
  owed: Debt,
): Promise<SingleRead & { lookedIn: 'channel' | 'thread' }> {
  const threadTs = await threadTsOf(run, owed);
  try {
    const isReply = threadTs !== undefined && threadTs !== owed.ts;
    const seen = await readMessage(run, owed.channelId, owed.ts, threadTs);
    return { ...seen, lookedIn: isReply ? 'thread' : 'channel' };
  } catch (error) {
    const isLost = error instanceof SlackError && error.code === 'thread_not_found';
    if (!isLost || threadTs === undefined) throw error;
    const { isAbsent, read } = await readMessage(run, owed.channelId, threadTs, undefined);
    return { isAbsent, read, lookedIn: 'thread' };
  }
}

/** By what is known now: the debt may be older than the first sight of its message. */
export async function threadTsOf(
  run: Run,
  { channelId, ts, detail }: Debt,
): Promise<string | undefined> {
  // written with the debt by this engine only
  const given = detail && (JSON.parse(detail) as { threadTs?: string }).threadTs;
  return given ?? (await run.ledger.messages(channelId, [ts])).get(ts)?.threadTs;
}
