import { msToTs, tsToMs } from '@belay/slack/ids/ts';
import { unpackRegisters } from '../observe/registers.ts';
import type { Debt, MessageRecord } from '../ports.ts';
import { deletion } from './absence.ts';
import { commit, type Run } from './run.ts';
import { recordScope } from './scope-of.ts';

const atOnce = 500;

/** Older than the retention window allows: forgotten if it is there, and not taken again (MAP-11). */
export function isExpired(run: Run, ts: string): boolean {
  return tsToMs(ts) < run.clock.now() - run.rules.retentionMs;
}

/** Forgets what has grown older than the retention window, as if Slack had deleted it. */
export async function expire(run: Run): Promise<void> {
  if (!Number.isFinite(run.rules.retentionMs)) return;
  const before = msToTs(run.clock.now() - run.rules.retentionMs);
  for (const channelId of run.channels.keys())
    while (!run.stop.isThrown) {
      const old = await run.ledger.expired({ channelId, before, limit: atOnce });
      if (old.length === 0) break;
      await forgetAll(run, old);
    }
}

async function forgetAll(run: Run, old: readonly MessageRecord[]): Promise<void> {
  const messages: MessageRecord[] = [];
  const debts: Debt[] = [];
  const paid: string[] = [];
  for (const record of old) {
    const registers = unpackRegisters(record.registers) ?? {
      life: { lo: 0, hi: 0, value: 'gone' },
    };
    const gone = deletion(run, record, registers, recordScope(run, record), 'forget');
    messages.push({ ...gone.record, state: 'skipped' });
    debts.push(...gone.debts);
    paid.push(...gone.paid, `doubt:${record.channelId}:${record.ts}`);
    run.tally.counts.expired += 1;
  }
  await commit(run, { messages, debts, paid });
}
