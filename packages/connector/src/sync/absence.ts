import { packRegisters, type Registers } from '../observe/registers.ts';
import type { Debt, MessageRecord } from '../ports.ts';
import { gone, partOf } from './draft.ts';
import { debt, type Run } from './run.ts';

/** What a deletion leaves: the record without a trace of content, and the erasing that is owed. */
export interface Deletion {
  record: MessageRecord;
  debts: Debt[];
  paid: string[];
}

/**
 * Records that Slack no longer has a message. Every version, file and reaction is forgotten
 * (MAP-6); keys stay, so that a restored message is a new version of this one.
 */
export function deletion(
  run: Run,
  record: MessageRecord,
  registers: Registers,
  scope: string,
  deletes = run.rules.deletes,
): Deletion {
  const left = { ...record, state: 'gone' as const, registers: packRegisters(registers) };
  const paid = record.parts.flatMap(({ part }) =>
    part.startsWith('file:')
      ? [`file:${record.channelId}:${record.ts}:${part.slice('file:'.length)}`]
      : [],
  );
  paid.push(`reactions:${record.channelId}:${record.ts}`);
  if (deletes === 'keep') return { record: left, debts: [], paid };
  const eventIds = record.parts.flatMap(({ eventId, earlier }) => [
    ...(earlier ?? []),
    ...(eventId === undefined ? [] : [eventId]),
  ]);
  const parts = record.parts.map(({ part, key }) => ({ part, key, digest: gone }));
  return {
    record: { ...left, parts },
    debts: eventIds.length === 0 ? [] : [forgetDebt(run, record, scope, eventIds)],
    paid,
  };
}

/** Events to erase; what the call needs is pinned, whatever is renamed meanwhile. */
export function forgetDebt(
  run: Run,
  record: MessageRecord,
  scope: string,
  eventIds: string[],
): Debt {
  return debt(run, {
    kind: 'forget',
    channelId: record.channelId,
    ts: record.ts,
    of: eventIds[0] ?? '',
    detail: JSON.stringify({ scope, eventIds } satisfies ForgetJob),
  });
}

export interface ForgetJob {
  scope: string;
  eventIds: string[];
}

/** True while the message stands for something: it has an experience, or will have one. */
export function stands(record: MessageRecord | undefined): boolean {
  if (record?.state !== 'live' || record.bareKey === undefined) return false;
  return partOf(record, record.bareKey) !== undefined;
}
