import type { Experience } from '@belay/contract/experience';
import { contentDigest } from '../map/stored-event.ts';
import type { Debt, Intent, Memory, MessageRecord, WriteResult } from '../ports.ts';
import { forgetDebt } from './absence.ts';
import { partOf } from './draft.ts';
import { restoredDoubt } from './forgotten.ts';
import { hold } from './hold.ts';
import { listed } from './listed.ts';
import { recordAnswer } from './record-answer.ts';
import { commit, type Run } from './run.ts';
import { recordScope } from './scope-of.ts';

const atOnce = 1000;
const keyLifeMs = 20 * 60 * 60_000;

/**
 * Sends what a run before left prepared, with the same bytes (KEY-4): it was captured or not, and
 * the key makes it one write either way (SYN-3).
 */
export async function settleIntents(run: Run): Promise<void> {
  for (;;) {
    const intents = await run.ledger.intents(atOnce);
    if (intents.length === 0) return;
    const results = await resultsOf(run, intents);
    const records = new Map<string, MessageRecord>();
    const debts: Debt[] = [];
    for (const intent of intents) {
      const record = await recordOf(run, records, intent);
      const part = record && partOf(record, intent.part);
      const result = results.get(intent);
      if (!record || !part || !result || part.key !== intent.key) continue;
      const answered = await recordAnswer(run, record, part, intent, result);
      record.parts = [...record.parts.filter((known) => known !== part), answered.part];
      debts.push(...answered.debts);
      if (answered.outcome === 'forgotten') debts.push(restoredDoubt(run, record));
      // the run before may have died before it owed this; forgetting twice is forgetting once
      const { earlier = [] } = answered.part;
      if (run.rules.edits === 'replace' && answered.outcome !== 'refused' && earlier.length > 0)
        debts.push(forgetDebt(run, record, recordScope(run, record), earlier));
      if (answered.outcome === 'captured')
        run.tally.captured(intent.channelId, kindOf(intent, record), false);
    }
    await commit(run, {
      messages: [...records.values()],
      settled: intents.map(({ key }) => key),
      debts,
    });
  }
}

/**
 * A key is good for a retry only while the memory keeps it, and some keep it for a day: what was
 * prepared long ago is looked for before it is sent again.
 */
async function resultsOf(run: Run, intents: readonly Intent[]): Promise<Map<Intent, WriteResult>> {
  const results = new Map<Intent, WriteResult>();
  for (const intent of intents) {
    if (run.clock.now() - intent.preparedAt < keyLifeMs) continue;
    const eventId = await hold(run, () => standingEvent(run.memory, intent));
    if (eventId !== undefined)
      results.set(intent, { outcome: 'captured', eventId, replayed: true, forgotten: false });
  }
  const left = intents.filter((intent) => !results.has(intent));
  const sent = left.length === 0 ? [] : await hold(run, () => run.memory.capture([...left]));
  for (const [index, intent] of left.entries()) {
    const result = sent[index];
    if (result) results.set(intent, result);
  }
  return results;
}

/** The event of a write that may have been captured, by its key or among those of its message. */
async function standingEvent(
  memory: Memory,
  { key, body, ts }: Intent,
): Promise<string | undefined> {
  const known = await memory.byKey(key);
  if (known) return known.eventId;
  // our own bytes: another memory's ids are not of our shape
  const { scope, ...written } = JSON.parse(body) as Experience;
  const wanted = identityOf(written);
  let cursor: string | undefined;
  do {
    const page = await listed(memory, {
      scope,
      label: `ts:${ts}`,
      ...(cursor ? { cursor } : {}),
    });
    if (!page) return undefined;
    const same = page.events.find(({ experience }) => identityOf(experience) === wanted);
    if (same) return same.eventId;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return undefined;
}

/** The version is part of it: a body may come back to what it was two versions before. */
function identityOf({ content, context }: Pick<Experience, 'content' | 'context'>): string {
  const version = context?.labels?.find((label) => label.startsWith('version:')) ?? '';
  return `${version} ${contentDigest(content)}`;
}

async function recordOf(
  run: Run,
  records: Map<string, MessageRecord>,
  { channelId, ts }: Intent,
): Promise<MessageRecord | undefined> {
  const id = `${channelId} ${ts}`;
  const known = records.get(id) ?? (await run.ledger.messages(channelId, [ts])).get(ts);
  if (known) records.set(id, known);
  return known;
}

function kindOf({ part }: Intent, record: MessageRecord) {
  if (part === 'reactions') return 'reactions';
  if (part.startsWith('file:')) return 'files';
  return record.threadTs === undefined || record.threadTs === record.ts ? 'messages' : 'replies';
}
