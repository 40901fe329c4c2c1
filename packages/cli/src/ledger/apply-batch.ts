import type { Chunk, Debt, LedgerBatch, MessageRecord } from '@belay/connector/ports';
import type { ChannelRefs } from './channel-refs.ts';
import { keyPrefix, messageColumns, packMessage } from './message-row.ts';
import type { Statements } from './statements.ts';

/** Writes one batch; the caller's transaction makes it all or nothing. */
export function applyBatch(
  batch: LedgerBatch,
  statements: Statements,
  channels: ChannelRefs,
): void {
  for (const record of batch.channels ?? [])
    statements.run(
      `insert into channel (channel_id, record) values (?, ?)
         on conflict (channel_id) do update set record = excluded.record`,
      record.channelId,
      JSON.stringify(record),
    );
  for (const record of batch.messages ?? []) putMessage(record, statements, channels);
  for (const intent of batch.intents ?? [])
    statements.run(
      `insert into intent (key, body, channel_id, ts, part, prepared_at) values (?, ?, ?, ?, ?, ?)
         on conflict (key) do nothing`,
      intent.key,
      intent.body,
      intent.channelId,
      intent.ts,
      intent.part,
      intent.preparedAt,
    );
  for (const key of batch.settled ?? []) statements.run('delete from intent where key = ?', key);
  for (const { channelId, chunks } of batch.chunks ?? [])
    replaceChunks(channels.findOrMake(channelId).ref, chunks, statements);
  for (const id of batch.paid ?? []) statements.run('delete from debt where id = ?', id);
  for (const debt of batch.debts ?? []) putDebt(debt, statements);
  for (const { id, body, at } of batch.received ?? [])
    statements.run(
      'insert into delivery (id, body, lo, hi) values (?, ?, ?, ?) on conflict (id) do nothing',
      id,
      body,
      at.lo,
      at.hi,
    );
  for (const id of batch.handled ?? []) statements.run('delete from delivery where id = ?', id);
  for (const [name, value] of Object.entries(batch.values ?? {}))
    if (value === null) statements.run('delete from value where name = ?', name);
    else statements.run('insert or replace into value (name, value) values (?, ?)', name, value);
}

function putMessage(record: MessageRecord, statements: Statements, channels: ChannelRefs): void {
  const channel = channels.findOrMake(record.channelId, keyPrefix(record));
  const row = packMessage(record, channel.prefix);
  statements.run(
    `insert into message (channel, ${messageColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (channel, ts) do update set
         thread_ts = excluded.thread_ts, in_channel = excluded.in_channel, state = excluded.state,
         bare_key = excluded.bare_key, parts = excluded.parts, registers = excluded.registers,
         scope = excluded.scope, thread_read_at = excluded.thread_read_at`,
    channel.ref,
    row.ts,
    row.thread_ts,
    row.in_channel,
    row.state,
    row.bare_key,
    row.parts,
    row.registers,
    row.scope,
    row.thread_read_at,
  );
  for (const { part } of record.parts)
    if (part.startsWith('file:'))
      statements.run(
        'insert or ignore into file (file_id, channel, ts) values (?, ?, ?)',
        part.slice('file:'.length),
        channel.ref,
        row.ts,
      );
}

function replaceChunks(ref: number, chunks: Chunk[], statements: Statements): void {
  statements.run('delete from chunk where channel = ?', ref);
  for (const chunk of chunks)
    statements.run(
      'insert into chunk (channel, from_ts, to_ts, read_lo, read_hi) values (?, ?, ?, ?, ?)',
      ref,
      chunk.from,
      chunk.to,
      chunk.readLo,
      chunk.readHi,
    );
}

function putDebt(debt: Debt, statements: Statements): void {
  statements.run(
    `insert or replace into debt
       (id, channel_id, kind, ts, due, attempts, priority, reason, detail)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    debt.id,
    debt.channelId,
    debt.kind,
    debt.ts,
    debt.due,
    debt.attempts,
    debt.priority,
    debt.reason ?? null,
    debt.detail ?? null,
  );
}
