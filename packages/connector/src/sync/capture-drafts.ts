import type { Debt, Intent, MessageRecord, Part } from '../ports.ts';
import { forgetDebt } from './absence.ts';
import { Breath } from './breathe.ts';
import {
  type Draft,
  type DraftWrite,
  fileWrite,
  gone,
  isReply,
  messageEvent,
  partOf,
  reactionsWrite,
  textWrite,
} from './draft.ts';
import { restoredDoubt } from './forgotten.ts';
import { hold } from './hold.ts';
import { recordAnswer } from './record-answer.ts';
import { commit, debt, inThread, type Run } from './run.ts';
import { recordScope } from './scope-of.ts';

export interface CaptureOutcome {
  /** drafts whose parent is on its way but not here yet */
  postponed: Set<Draft>;
  debts: Debt[];
  /** keys whose answers the last commit records */
  settled: string[];
  /** records that differ from the last commit */
  changed: Set<MessageRecord>;
}

/** mapping one takes up to a fifth of a millisecond, most of it the search for secrets */
const draftsAtOnce = 32;

/** What a reply can say about its parent now (MAP-3). */
type Parent = { state: 'none' | 'wait' | 'later' } | { state: 'captured'; eventId: string };

/**
 * Writes drafts in waves: what names an event of another write goes after it (a reply after its
 * parent, reactions after their message). Each wave is pinned in the ledger before it is sent,
 * and the answers of one wave are recorded in the commit of the next (KEY-4).
 */
export async function captureDrafts(
  run: Run,
  drafts: readonly Draft[],
  pass: {
    recordAt(channelId: string, ts: string): MessageRecord | undefined;
    /** to be written with the first wave */
    owed: readonly Debt[];
  },
): Promise<CaptureOutcome> {
  const outcome: CaptureOutcome = {
    postponed: new Set(),
    debts: [...pass.owed],
    settled: [],
    changed: new Set(),
  };
  const roots = new Map(drafts.map((d) => [`${d.record.channelId} ${d.record.ts}`, d]));
  const parentOf = (draft: Draft, open: ReadonlySet<Draft>): Parent => {
    const { channelId, threadTs } = draft.record;
    if (!isReply(draft.message) || threadTs === undefined) return { state: 'none' };
    const root = roots.get(`${channelId} ${threadTs}`);
    return parentState(
      root?.record ?? pass.recordAt(channelId, threadTs),
      root !== undefined && open.has(root),
    );
  };
  const breath = new Breath(draftsAtOnce);
  let open = new Set(drafts);
  while (open.size > 0) {
    const writes: DraftWrite[] = [];
    const next = new Set<Draft>();
    for (const draft of open) {
      await breath.taken();
      const parent = parentOf(draft, open);
      if (parent.state === 'wait') next.add(draft);
      else if (parent.state === 'later') outcome.postponed.add(draft);
      else {
        const write = nextWrite(run, draft, parent, outcome);
        if (!write) continue;
        writes.push(write);
        next.add(draft);
      }
    }
    // only roots are waited for, and a root waits for nobody: a wave without writes is the last
    open = writes.length === 0 && next.size === open.size ? new Set() : next;
    if (writes.length > 0) await captureWave(run, writes, outcome);
  }
  return outcome;
}

function parentState(record: MessageRecord | undefined, isOpen: boolean): Parent {
  if (record?.state !== 'live' || record.bareKey === undefined) return { state: 'none' };
  const eventId = messageEvent(record);
  if (eventId !== undefined) return { state: 'captured', eventId };
  const part = partOf(record, record.bareKey);
  if (record.bareKey === 'text') return { state: isOpen ? 'wait' : 'none' };
  const isComing = part !== undefined && part.key !== '' && part.digest !== gone;
  return { state: isComing ? 'later' : 'none' };
}

/** One write at a time: what follows it may name its event. */
function nextWrite(
  run: Run,
  draft: Draft,
  parent: Parent,
  outcome: CaptureOutcome,
): DraftWrite | undefined {
  const parentEventId = parent.state === 'captured' ? parent.eventId : undefined;
  const write = textWrite(draft, parentEventId) ?? fileWrite(draft, parentEventId);
  if (write) return write;
  const reactions = reactionsWrite(draft);
  if (reactions !== 'owed') return reactions;
  const { channelId, ts, threadTs } = draft.record;
  outcome.debts.push(
    debt(run, {
      kind: 'reactions',
      channelId,
      ts,
      ...inThread(threadTs),
    }),
  );
  return undefined;
}

async function captureWave(run: Run, writes: DraftWrite[], outcome: CaptureOutcome): Promise<void> {
  const intents: Intent[] = [];
  for (const { draft, part, write } of writes) {
    replacePart(draft.record, part);
    outcome.changed.add(draft.record);
    intents.push({
      ...write,
      channelId: draft.record.channelId,
      ts: draft.record.ts,
      part: part.part,
      preparedAt: run.clock.now(),
    });
  }
  await commit(run, {
    messages: [...outcome.changed],
    intents,
    settled: outcome.settled,
    debts: outcome.debts,
  });
  outcome.changed = new Set();
  outcome.debts = [];
  const results = await hold(run, () => run.memory.capture(writes.map(({ write }) => write)));
  outcome.settled = writes.map(({ write }) => write.key);
  for (const [index, written] of writes.entries()) {
    const result = results[index];
    if (!result) throw new Error('the memory answered fewer writes than it was given');
    const { draft, part, write, kind, replaces } = written;
    const answered = await recordAnswer(run, draft.record, part, write, result);
    if (answered.outcome === 'refused') draft.refused.add(part.part);
    else if (answered.outcome === 'forgotten' && !draft.isConfirmed)
      leaveToARead(run, draft, outcome);
    else run.tally.captured(draft.record.channelId, kind, answered.outcome !== 'captured');
    outcome.debts.push(...answered.debts);
    if (run.rules.edits === 'replace' && replaces !== undefined && answered.outcome !== 'refused')
      outcome.debts.push(forgetDebt(run, draft.record, recordScope(run, draft.record), [replaces]));
    replacePart(draft.record, answered.part);
    outcome.changed.add(draft.record);
  }
}

/** Words that were forgotten are there again: nothing is written before a second read. */
function leaveToARead(run: Run, draft: Draft, outcome: CaptureOutcome): void {
  for (const { part } of draft.record.parts) draft.refused.add(part);
  outcome.debts.push(restoredDoubt(run, draft.record));
}

function replacePart(record: MessageRecord, part: Part): void {
  const others = record.parts.filter((known) => known.part !== part.part);
  record.parts = [...others, part];
}
