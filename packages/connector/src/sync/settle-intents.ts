import type { Debt, Intent, MessageRecord } from '../ports.ts';
import { partOf } from './draft.ts';
import { hold } from './hold.ts';
import { recordAnswer } from './record-answer.ts';
import { commit, type Run } from './run.ts';

const atOnce = 1000;

/**
 * Sends what a run before left prepared, with the same bytes (KEY-4): it was captured or not, and
 * the key makes it one write either way (SYN-3).
 */
export async function settleIntents(run: Run): Promise<void> {
  for (;;) {
    const intents = await run.ledger.intents(atOnce);
    if (intents.length === 0) return;
    const results = await hold(run, () => run.memory.capture(intents));
    const records = new Map<string, MessageRecord>();
    const debts: Debt[] = [];
    for (const [index, intent] of intents.entries()) {
      const record = await recordOf(run, records, intent);
      const part = record && partOf(record, intent.part);
      const result = results[index];
      if (!record || !part || !result || part.key !== intent.key) continue;
      const answered = await recordAnswer(run, record, part, intent, result);
      record.parts = [...record.parts.filter((known) => known !== part), answered.part];
      debts.push(...answered.debts);
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
