import { expect, test } from 'vitest';
import type { EventStream } from './event-stream.ts';
import { createSeat } from './seat.ts';

/** A double of a reader: what it was sent, and how much of it lies unread. */
function reader() {
  let gone: () => void = () => undefined;
  const seen: string[] = [];
  const stream = {
    backlog: 0,
    ended: false as boolean,
    write: (frames: Buffer | string) => void seen.push(String(frames)),
    drained: () => Promise.resolve(),
    end() {
      stream.ended = true;
      gone();
    },
    onEnd(listener: () => void) {
      gone = listener;
    },
  } satisfies EventStream;
  return { stream, seen };
}

const place = (seq: number) => ({ xid: 7n, seq: BigInt(seq), index: 0 });
const row = (seq: number, size = 1) =>
  [place(seq), Buffer.from(String(seq).padEnd(size, '.'))] as const;

test('[MEM-9] what comes while the past is read follows it, each once', () => {
  const { stream, seen } = reader();
  const seat = createSeat(stream, () => true);
  seat.take(...row(1));
  seat.take(...row(2));
  seat.take(...row(3));
  expect(seen).toEqual([]);
  seat.goLive(place(2));
  seat.take(...row(4));
  expect(seen).toEqual(['3', '4']);
  expect(seat.at).toEqual(place(4));
});

test('[MEM-9] a table that was read further than the hub has told is not told again', () => {
  const { stream, seen } = reader();
  const seat = createSeat(stream, () => true);
  seat.goLive(place(2));
  seat.take(...row(1));
  seat.take(...row(2));
  seat.take(...row(3));
  expect(seen).toEqual(['3']);
});

test('[MEM-9] who leaves too much unread is sent back to the table, at the last place written', async () => {
  const { stream, seen } = reader();
  const seat = createSeat(stream, () => true);
  seat.goLive(place(0));
  seat.take(...row(1));
  stream.backlog = 10 * 1024 * 1024;
  seat.take(...row(2));
  stream.backlog = 0;
  seat.take(...row(3));
  await seat.over;
  expect(seen).toEqual(['1']);
  expect(seat.at).toEqual(place(1));
});

test('[MEM-9] a past that takes long holds back a bounded part of the present', async () => {
  const { stream, seen } = reader();
  const seat = createSeat(stream, () => true);
  for (let seq = 1; seq <= 20; seq++) seat.take(...row(seq, 100_000));
  await seat.over;
  seat.goLive(place(9));
  expect(seen).toEqual([]);
  expect(seat.at).toEqual(place(9));
});

test('[MEM-9] nothing is told to who may no longer listen', async () => {
  const { stream, seen } = reader();
  let stands = true;
  const seat = createSeat(stream, () => stands);
  seat.goLive(place(0));
  stands = false;
  seat.take(...row(1));
  await seat.over;
  expect(seen).toEqual([]);
  expect(stream.ended).toBe(true);
});

test('[MEM-9] a sign of life for who waits, none for who has something to read', () => {
  const { stream, seen } = reader();
  const seat = createSeat(stream, () => true);
  seat.goLive(place(0));
  seat.tick(false);
  stream.backlog = 10;
  seat.tick(true);
  expect(seen).toEqual([]);
  stream.backlog = 0;
  seat.tick(true);
  expect(seen).toEqual([': heartbeat\n\n']);
});

test('[DSK-3] what is true for the moment only reaches who is there and keeps up', () => {
  const { stream, seen } = reader();
  let stands = true;
  const seat = createSeat(stream, () => stands);
  const hear = (text: string) => seat.hear(Buffer.from(text));
  hear('while the past is read');
  seat.goLive(place(0));
  hear('one');
  stream.backlog = 10 * 1024 * 1024;
  hear('too slow');
  stream.backlog = 0;
  seat.take(...row(1));
  expect(seen).toEqual(['one', '1']);
  stands = false;
  hear('no longer theirs');
  expect([seen.length, stream.ended]).toEqual([2, true]);
});
