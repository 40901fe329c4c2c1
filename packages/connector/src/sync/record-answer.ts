import type { Experience } from '@belay/contract/experience';
import { versionSuffix } from '../map/key.ts';
import type { Debt, MessageRecord, Part, PreparedWrite, WriteResult } from '../ports.ts';
import { gone } from './draft.ts';
import { hold } from './hold.ts';
import { debt, type Run } from './run.ts';

/** How one answer changed the part it was for. */
export interface Answered {
  part: Part;
  outcome: 'captured' | 'replayed' | 'forgotten' | 'refused';
  debts: Debt[];
}

/**
 * Records what became of a write. A key that stands already is ours from a run whose ledger was
 * lost: adopted, and followed by a version if it says something else (KEY-5). A forgotten key
 * never takes content again: Slack restored the message, so the next write is a new version.
 */
export async function recordAnswer(
  run: Run,
  record: MessageRecord,
  part: Part,
  write: PreparedWrite,
  result: WriteResult,
): Promise<Answered> {
  if (result.outcome === 'refused') {
    const { code, message } = result;
    const { channelId, ts } = record;
    run.tally.fail({ kind: 'message', channelId, ts, code, message });
    const exception = debt(run, {
      kind: 'exception',
      channelId,
      ts,
      of: part.part,
      due: Number.MAX_SAFE_INTEGER,
      reason: `${code}: ${message}`,
    });
    return { part, outcome: 'refused', debts: [exception] };
  }
  if (result.outcome === 'captured' && result.forgotten)
    return { part: { ...part, digest: gone }, outcome: 'forgotten', debts: [] };
  const captured = { ...part, eventId: result.eventId };
  if (result.outcome === 'captured')
    return { part: captured, outcome: result.replayed ? 'replayed' : 'captured', debts: [] };
  const same = versionSuffix(write.key) !== undefined || (await standsAsWritten(run, write));
  return {
    part: same || part.part.startsWith('file:') ? captured : { ...captured, digest: gone },
    outcome: 'replayed',
    debts: [],
  };
}

/** A version's key names its value; a bare key's has to be read back. */
async function standsAsWritten(run: Run, write: PreparedWrite): Promise<boolean> {
  const standing = await hold(run, () => run.memory.byKey(write.key));
  // our own bytes: another memory's ids are not of our shape
  const { content: mine } = JSON.parse(write.body) as Experience;
  const theirs = standing?.experience?.content;
  return (
    mine.kind === 'message' && theirs?.kind === 'message' && mine.text.trim() === theirs.text.trim()
  );
}
