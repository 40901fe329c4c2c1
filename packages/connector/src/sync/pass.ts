import { compareTs } from '@belay/slack/ids/ts';
import { packRegisters, type Registers, unpackRegisters } from '../observe/registers.ts';
import type { ChannelRecord, Debt, MessageRecord } from '../ports.ts';
import { type Draft, isReply } from './draft.ts';
import { debt, type Run, wholeThread } from './run.ts';
import { isSkipped } from './skip.ts';
import type { Submission } from './submission.ts';

/** What an observation can know about the answer it came in. */
export interface Context {
  channel: ChannelRecord;
  /** roots of replies in this answer that will be written: captured whatever their age (MAP-3) */
  neededRoots: ReadonlySet<string>;
  /** replies of a root that channel history shows itself, because they were broadcast */
  broadcasts: ReadonlyMap<string, number>;
}

/** The working state of one pass over submissions: known records, drafts, and what is owed. */
export class Pass {
  readonly run: Run;
  readonly drafts: Draft[] = [];
  readonly debts: Debt[];
  /** owed in the first commit of the pass, which reserves the files' keys (SYN-3) */
  readonly fileDebts: Debt[] = [];
  readonly paid: Set<string>;
  readonly #records: Map<string, MessageRecord>;
  /** ids of records to commit */
  readonly #changed = new Set<string>();

  private constructor(
    run: Run,
    submissions: readonly Submission[],
    records: Map<string, MessageRecord>,
  ) {
    this.run = run;
    this.#records = records;
    this.debts = submissions.flatMap((s) => s.debts ?? []);
    this.paid = new Set(submissions.flatMap((s) => s.paid ?? []));
  }

  /** With every record that the submissions touch, parents included, read at once. */
  static async over(run: Run, submissions: readonly Submission[]): Promise<Pass> {
    const wanted = new Map<string, Set<string>>();
    for (const { channel, observations, file, lostFile, threadRead } of submissions) {
      const tss = wanted.get(channel.channelId) ?? new Set();
      for (const { ts, seen } of observations) {
        tss.add(ts);
        if (typeof seen !== 'string' && seen.threadTs !== undefined) tss.add(seen.threadTs);
      }
      if (file) tss.add(file.message.ts).add(file.message.threadTs ?? file.message.ts);
      if (lostFile) tss.add(lostFile.ts);
      if (threadRead) tss.add(threadRead.rootTs);
      wanted.set(channel.channelId, tss);
    }
    const records = new Map<string, MessageRecord>();
    for (const [channelId, tss] of wanted) {
      const known = await run.ledger.messages(channelId, [...tss]);
      const roots = [...known.values()].flatMap(({ threadTs }) =>
        threadTs === undefined || tss.has(threadTs) ? [] : [threadTs],
      );
      for (const [ts, record] of [...known, ...(await rootsOf(run, channelId, roots))])
        records.set(`${channelId} ${ts}`, record);
    }
    return new Pass(run, submissions, records);
  }

  record(channelId: string, ts: string): MessageRecord | undefined {
    return this.#records.get(`${channelId} ${ts}`);
  }

  registers(record: MessageRecord | undefined): Registers | undefined {
    return record && unpackRegisters(record.registers);
  }

  /** Sets a record for this pass; `changed` ones are part of the last commit. */
  put(record: MessageRecord, changed: boolean): void {
    this.#records.set(`${record.channelId} ${record.ts}`, record);
    if (changed) this.#changed.add(`${record.channelId} ${record.ts}`);
  }

  /** Records to commit, without those of drafts that were put off. */
  changed(postponed: ReadonlySet<Draft>): MessageRecord[] {
    const dropped = new Set([...postponed].map((draft) => draft.record));
    return [...this.#changed].flatMap((id) => {
      const record = this.#records.get(id);
      return record && !dropped.has(record) ? [record] : [];
    });
  }

  /** `whole`: read it even if its replies seem to be known */
  oweThread(
    channelId: string,
    rootTs: string,
    { inMs = 0, latestReply = rootTs, whole = true } = {},
  ): void {
    this.debts.push(
      debt(this.run, {
        kind: 'thread',
        channelId,
        ts: rootTs,
        priority: latestReply,
        due: this.run.clock.now() + inMs,
        ...(whole ? { detail: wholeThread } : {}),
      }),
    );
  }

  markThreadRead(
    channel: ChannelRecord,
    read: { rootTs: string; signature: string; at: number },
  ): void {
    const record = this.record(channel.channelId, read.rootTs);
    const registers = this.registers(record);
    if (!record || !registers) return;
    record.registers = packRegisters({ ...registers, threadRead: read.signature });
    record.threadReadAt = Math.max(record.threadReadAt ?? 0, read.at);
    this.put(record, true);
  }

  contextOf({ channel, observations }: Submission): Context {
    const neededRoots = new Set<string>();
    const broadcasts = new Map<string, number>();
    for (const { ts, seen, source } of observations) {
      if (typeof seen === 'string' || !isReply(seen) || seen.threadTs === undefined) continue;
      if (source === 'history')
        broadcasts.set(seen.threadTs, (broadcasts.get(seen.threadTs) ?? 0) + 1);
      if (compareTs(ts, channel.target) > 0 && !isSkipped(this.run, seen))
        neededRoots.add(seen.threadTs);
    }
    return { channel, neededRoots, broadcasts };
  }
}

/** Roots that no answer named: a deletion tells nothing of its thread, but the ledger does. */
async function rootsOf(
  run: Run,
  channelId: string,
  roots: readonly string[],
): Promise<Map<string, MessageRecord>> {
  return roots.length === 0 ? new Map() : run.ledger.messages(channelId, [...new Set(roots)]);
}
