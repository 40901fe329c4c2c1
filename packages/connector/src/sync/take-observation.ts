import { compareTs, tsToMs } from '@belay/slack/ids/ts';
import type { Message } from '@belay/slack/model';
import { messageScope } from '../map/envelope.ts';
import { hasText } from '../map/message-body.ts';
import { type Judgement, judgeObservation } from '../observe/judge-observation.ts';
import type { Observation } from '../observe/observation.ts';
import { packRegisters, type Registers } from '../observe/registers.ts';
import type { MessageRecord } from '../ports.ts';
import { deletion } from './absence.ts';
import { adoptStored } from './adopt-stored.ts';
import { type Draft, isReply } from './draft.ts';
import { isExpired } from './expire.ts';
import { isForgotten, restoredDoubt } from './forgotten.ts';
import { isOutdated } from './is-outdated.ts';
import type { Context, Pass } from './pass.ts';
import { firstFile, planFiles } from './plan-files.ts';
import { debt, frameOf, inThread, keepsScopes } from './run.ts';
import { recordScope } from './scope-of.ts';
import { isOwn, isSkipped } from './skip.ts';

/** After a doubt the message is read again, late enough to be later on Slack's clock. */
const doubtMarginMs = 11_000;
const eventGraceMs = 30_000;

/** Judges one observation and adds what follows from it to the pass. */
export function takeObservation(pass: Pass, context: Context, observation: Observation): void {
  const { channelId, ts, seen, source } = observation;
  const known = pass.record(channelId, ts);
  if (source === 'event' && isOutdated(pass, observation, known)) return;
  if (observation.lookedIn === 'channel' && seen === 'absent' && known?.inChannel === false) {
    // it turned out to be a reply while it was looked for: its thread has to tell
    oweDoubt(pass, observation, known);
    return;
  }
  const judgement = judgeObservation(pass.registers(known), observation);
  if (judgement.doubt || judgement.life === 'vanished') oweDoubt(pass, observation, known);
  if (judgement.life === 'gone' && known?.state === 'live')
    forget(pass, known, observation, judgement.registers);
  else if (seen === 'deleted' && !known) remember(pass, observation, judgement.registers);
  if (seen === 'absent' || seen === 'deleted') return;
  pass.run.tally.seen(channelId, 1);
  if (judgement.life === 'stale') return;
  if (source === 'event' && isUndated(known)) {
    oweDoubt(pass, observation, known);
    return;
  }
  if (source !== 'confirm' && known && isForgotten(known)) {
    pass.debts.push(restoredDoubt(pass.run, known));
    return;
  }
  if (source === 'event' && lacksReactions(known, seen)) oweDoubt(pass, observation, known);
  if (isWanted(pass, context, seen, known))
    draft(pass, context, observation, seen, judgement, known);
  else skip(pass, seen, observation, judgement, known);
}

/** Inside the window, needed as a parent, or followed already; and not of a kind that is skipped. */
function isWanted(
  pass: Pass,
  { channel, neededRoots }: Context,
  message: Message,
  known: MessageRecord | undefined,
): boolean {
  if (isSkipped(pass.run, message) || isExpired(pass.run, message.ts)) return false;
  if (known !== undefined && known.state !== 'skipped') return true;
  return compareTs(message.ts, channel.target) > 0 || neededRoots.has(message.ts);
}

function draft(
  pass: Pass,
  context: Context,
  observation: Observation,
  message: Message,
  judgement: Judgement,
  known: MessageRecord | undefined,
): void {
  const { run } = pass;
  const { channelId, ts, source } = observation;
  // a broadcast whose root is further back: its thread brings both, parent first (MAP-3)
  const root = isReply(message) ? message.threadTs : undefined;
  if (
    root !== undefined &&
    source !== 'replies' &&
    // a deletion that came first left a record without a word of it
    (!known || known.parts.length === 0) &&
    pass.record(channelId, root) === undefined
  ) {
    pass.oweThread(channelId, root, { latestReply: ts });
    return;
  }
  if (root !== undefined && source === 'event') followThread(pass, channelId, root);
  const registers = oweReplies(pass, context, message, observation, judgement, true);
  const fresh = newRecord(message, observation);
  const record: MessageRecord = {
    ...fresh,
    ...known,
    inChannel: fresh.inChannel || known?.inChannel === true,
    state: 'live',
    registers: packRegisters(registers),
  };
  // all of its replies stand in the channel: this page has shown them whole
  if (registers.threadRead !== judgement.registers.threadRead)
    record.threadReadAt = Math.max(record.threadReadAt ?? 0, observation.read.lo);
  const frame = frameOf(run, context.channel);
  if (keepsScopes(run)) record.scope ??= messageScope(frame, message);
  if (record.bareKey === undefined) {
    const file = firstFile(run, message);
    if (hasText(message)) record.bareKey = 'text';
    else if (file !== undefined) record.bareKey = `file:${file}`;
  }
  adoptStored(frame, message, record);
  if ((source === 'history' || source === 'replies') && isUndated(record, 'text')) {
    // the page may be older than the version that the memory has: a second read tells
    pass.debts.push(restoredDoubt(run, record));
    return;
  }
  const draft: Draft = {
    frame,
    message,
    record,
    speaksFor: judgement.speaksFor,
    fullReactions: source === 'reactions' || run.workspace.kind === 'archive',
    isConfirmed: source === 'confirm',
    refused: new Set(),
  };
  const files = planFiles(run, draft);
  const planned = new Set(files.parts.map(({ part }) => part));
  record.parts = [...record.parts.filter(({ part }) => !planned.has(part)), ...files.parts];
  pass.fileDebts.push(...files.debts);
  pass.put(record, judgement.isNews || !known || files.parts.length > 0);
  pass.drafts.push(draft);
}

/** An event brought a reply of a thread that was never read: from now on audits read it. */
function followThread(pass: Pass, channelId: string, rootTs: string): void {
  const record = pass.record(channelId, rootTs);
  if (!record || record.threadReadAt !== undefined) return;
  // no reply is older than its root
  record.threadReadAt = tsToMs(rootTs);
  pass.put(record, true);
}

/** Not written; a root is remembered all the same, because its thread is followed. */
function skip(
  pass: Pass,
  message: Message,
  observation: Observation,
  judgement: Judgement,
  known: MessageRecord | undefined,
): void {
  pass.run.tally.counts.skipped += 1;
  if (message.thread === undefined || isOwn(pass.run, message)) return;
  const context = { channel: undefined, broadcasts: new Map<string, number>() };
  const registers = oweReplies(pass, context, message, observation, judgement, false);
  if (known?.state !== 'live')
    pass.put(
      {
        ...(known ?? newRecord(message, observation)),
        state: known?.state ?? 'skipped',
        registers: packRegisters(registers),
      },
      judgement.isNews || !known,
    );
}

/**
 * Owes the thread of a root that says something else than when its replies were last read. No
 * call is made for a thread whose replies all stood in the channel (SYN-2).
 */
function oweReplies(
  pass: Pass,
  { broadcasts }: Pick<Context, 'broadcasts'>,
  message: Message,
  { channelId, ts, source }: Observation,
  { registers, thread }: Judgement,
  isInWindow: boolean,
): Registers {
  if (thread === undefined || source === 'replies') return registers;
  const { signature, isDoubtful } = thread;
  // a root without any thread has nothing to read; one whose replies events brought has
  const none = pass.record(channelId, ts)?.threadReadAt === undefined ? '0' : undefined;
  if (signature === (registers.threadRead ?? none)) return registers;
  const latest = message.thread?.latestReply;
  const target = pass.run.channels.get(channelId)?.target ?? '0';
  if (!isInWindow && latest !== undefined && compareTs(latest, target) <= 0) return registers;
  // only at first sight: a reply that is known may be what is missing
  const isNew = registers.threadRead === undefined && pass.record(channelId, ts) === undefined;
  if (isNew && message.thread && message.thread.replyCount === broadcasts.get(ts))
    return { ...registers, threadRead: signature };
  // an event's reply comes as an event of its own: by then the thread is known without a call
  const inMs = source === 'event' ? eventGraceMs : 0;
  pass.oweThread(channelId, ts, { inMs, latestReply: latest ?? ts, whole: isDoubtful });
  return registers;
}

function forget(
  pass: Pass,
  known: MessageRecord,
  { seen }: Observation,
  registers: Registers,
): void {
  const { threadReadAt, ...rest } = known;
  // a tombstone's thread lives on, any other is gone with its root
  const kept = typeof seen === 'object' && threadReadAt !== undefined ? { threadReadAt } : {};
  const left = { ...rest, ...kept };
  const gone = deletion(pass.run, left, registers, recordScope(pass.run, known));
  pass.put(gone.record, true);
  const replies = registers.thread?.value ?? '0';
  if (typeof seen === 'string' && replies !== '0') pass.oweThread(known.channelId, known.ts);
  pass.debts.push(...gone.debts);
  for (const id of gone.paid) pass.paid.add(id);
  pass.run.tally.counts.forgotten += 1;
}

/** The deletion came before its message: what is told of it later comes too late. */
function remember(pass: Pass, { channelId, ts }: Observation, registers: Registers): void {
  const record: MessageRecord = {
    channelId,
    ts,
    inChannel: false,
    parts: [],
    registers: packRegisters(registers),
    state: 'gone',
  };
  pass.put(record, true);
}

/** Taken up from the memory and not read since: nothing tells whether an event is newer (SYN-14). */
function isUndated(known: MessageRecord | undefined, name?: string): boolean {
  return (
    known?.parts.some(
      ({ part, digest }) => digest.startsWith('?') && (name === undefined || part === name),
    ) === true
  );
}

/** A change to a message that was never read: its reactions are still to be seen. */
function lacksReactions(known: MessageRecord | undefined, message: Message): boolean {
  return known === undefined && message.edited !== undefined;
}

function oweDoubt(
  pass: Pass,
  { channelId, ts, read, source, seen }: Observation,
  known: MessageRecord | undefined,
): void {
  const threadTs = known?.threadTs ?? (typeof seen === 'string' ? undefined : seen.threadTs);
  const lastSight = pass.registers(known)?.life.hi ?? 0;
  const isLater = read.lo >= lastSight && source !== 'confirm';
  const now = pass.run.clock.now();
  pass.debts.push(
    debt(pass.run, {
      kind: 'doubt',
      channelId,
      ts,
      due: isLater ? now : Math.max(now, Math.min(lastSight, now)) + doubtMarginMs,
      ...inThread(threadTs),
    }),
  );
}

function newRecord(message: Message, { channelId, ts, source }: Observation): MessageRecord {
  return {
    channelId,
    ts,
    ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    inChannel: !isReply(message) || message.isBroadcast || source === 'history',
    parts: [],
    registers: '',
    state: 'live',
  };
}
