import type { Memory, PreparedWrite, StoredEvent } from '@belay/connector/ports';
import type { Experience } from '@belay/contract/experience';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A memory under test. */
export interface MemoryUnderTest {
  memory: Memory;
  /** where this test may write */
  scope: string;
  /** whether a key whose event its source forgot stays taken, or may be written again */
  keysOfForgotten: 'taken' | 'released';
  close?(): Promise<void>;
}

/**
 * What the engine relies on, whatever stands behind the port: one suite for Belay's own server,
 * for a CortexDB of another make and for the double that the engine's tests use.
 */
export function memoryContract(name: string, makeMemory: () => Promise<MemoryUnderTest>): void {
  describe(`memory contract: ${name}`, () => {
    let made: MemoryUnderTest;
    let memory: Memory;
    let scope: string;
    beforeAll(async () => {
      made = await makeMemory();
      ({ memory, scope } = made);
    });
    afterAll(() => made?.close?.());

    test('[KEY-5] writes keep their order; the same again is a replay, another body a conflict', async () => {
      const writes = ['a', 'b', 'c'].map((text) => write(scope, `order:${text}`, text));
      const first = await memory.capture(writes);
      expect(first.map(({ outcome }) => outcome)).toEqual(Array(3).fill('captured'));
      const [a, b, c] = first.map(idOf);
      expect(new Set([a, b, c]).size).toBe(3);
      const again = await memory.capture([
        write(scope, 'order:c', 'c'),
        write(scope, 'order:a', 'something else'),
        write(scope, 'order:b', 'b'),
      ]);
      expect(again).toEqual([
        { outcome: 'captured', eventId: c, replayed: true, forgotten: false },
        { outcome: 'conflict', eventId: a },
        { outcome: 'captured', eventId: b, replayed: true, forgotten: false },
      ]);
    });

    test('[SYN-4] a body that is refused is refused alone', async () => {
      const bad = { key: 'bad', body: JSON.stringify({ scope, content: { kind: 'nothing' } }) };
      const results = await memory.capture([
        write(scope, 'alone:1', 'x'),
        bad,
        write(scope, 'alone:2', 'y'),
      ]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['captured', 'refused', 'captured']);
      expect(await memory.capture([bad])).toMatchObject([{ outcome: 'refused' }]);
      expect(await memory.capture([])).toEqual([]);
    });

    test('[KEY-5] what stands under a key is read back as it was written', async () => {
      const written = write(scope, 'back:1', 'read me back', ['ts:1.1']);
      const [result] = await memory.capture([written]);
      const standing = await memory.byKey('back:1');
      expect(standing?.eventId).toBe(idOf(result));
      const sent = JSON.parse(written.body) as Experience;
      expect(standing?.experience).toMatchObject({
        scope,
        content: sent.content,
        observed_actor: 'user:ada@rope.example',
        context: { labels: sent.context?.labels },
      });
      expect(await memory.byKey('back:none')).toBeUndefined();
    });

    test('[MAP-4] the same bytes are the same blob, and an experience may name it', async () => {
      const put = (text: string) => memory.putBlob(new Blob([text]).stream(), 'text/plain', 5);
      const first = await put('hello');
      expect(first.size).toBe(5);
      expect((await put('hello')).blobId).toBe(first.blobId);
      const other = await put('adieu');
      expect(other.blobId).not.toBe(first.blobId);
      const content = { kind: 'blob_ref', blob_id: first.blobId, transcript: 'hello' };
      await memory.capture([
        { key: 'blob:1', body: envelope(scope, 'blob:1', content, ['file_id:F1']) },
      ]);
      const [listed] = await all(memory, scope, 'file_id:F1');
      expect(listed?.experience.content).toEqual(content);
    });

    test('[SYN-14] a listing shows each event of the label below the scope once, as it was written', async () => {
      const inner = `${scope}/channel:ropes`;
      const many = Array.from({ length: 620 }, (_, n) =>
        write(n % 2 === 0 ? inner : scope, `list:${n}`, `nº ${n}`, ['team_id:T9', `ts:${n}.5`]),
      );
      const results = await memory.capture([...many, write(scope, 'list:other', 'x', ['ts:8'])]);
      expect(results.map(({ outcome }) => outcome)).not.toContain('refused');
      const listed = await all(memory, scope, 'team_id:T9');
      expect(listed.map(({ eventId }) => eventId).sort()).toEqual(
        results.slice(0, -1).map(idOf).sort(),
      );
      expect(await all(memory, inner, 'team_id:T9')).toHaveLength(310);
      // a whole segment, not a beginning of one
      expect(await all(memory, `${scope}/channel:rope`, 'team_id:T9')).toEqual([]);
      expect(await all(memory, scope, 'team_id:T')).toEqual([]);
      const [one] = await all(memory, scope, 'ts:617.5');
      const sent = JSON.parse(many[617]?.body ?? '') as Experience;
      expect(one?.scope).toBe(scope);
      expect(one?.experience).toMatchObject({
        modality: 'conversation',
        content: sent.content,
        context: { labels: sent.context?.labels, intent: 'discussion' },
      });
    });

    test('[MAP-6] what is forgotten is listed no more, nor read back; twice is once', async () => {
      const writes = ['1', '2'].map((n) => write(scope, `gone:${n}`, n, ['ts:7.7']));
      const [first, second] = (await memory.capture(writes)).map(idOf);
      await memory.forget(scope, [String(first)], 'deleted in Slack');
      await memory.forget(scope, [String(first)], 'deleted in Slack');
      expect((await all(memory, scope, 'ts:7.7')).map(({ eventId }) => eventId)).toEqual([second]);
      expect((await memory.byKey('gone:1'))?.experience).toBeUndefined();
      const [again] = await memory.capture(writes);
      if (made.keysOfForgotten === 'taken')
        expect(again).toMatchObject({ outcome: 'captured', forgotten: true });
      else expect(again).toMatchObject({ outcome: 'captured', replayed: false, forgotten: false });
    });

    test('[MEM-3] more than one bulk request holds come back in their order', async () => {
      const writes = Array.from({ length: 1001 }, (_, n) => write(scope, `many:${n}`, `${n}`));
      const results = await memory.capture(writes);
      expect(new Set(results.map(idOf)).size).toBe(1001);
      expect((await memory.byKey('many:1000'))?.eventId).toBe(idOf(results[1000]));
    });
  });
}

function envelope(scope: string, key: string, content: unknown, labels: string[] = []): string {
  return JSON.stringify({
    scope,
    modality: 'conversation',
    observed_actor: 'user:ada@rope.example',
    content,
    context: {
      observed_at: '2026-03-15T10:30:00.123Z',
      labels: ['channel:ropes', ...labels],
      intent: 'discussion',
    },
    idempotency_key: key,
  });
}

function write(scope: string, key: string, text: string, labels?: string[]): PreparedWrite {
  return { key, body: envelope(scope, key, { kind: 'message', role: 'user', text }, labels) };
}

function idOf(result: { outcome: string; eventId?: string } | undefined): string {
  if (result?.eventId === undefined) throw new Error(`no event: ${JSON.stringify(result)}`);
  return result.eventId;
}

/** Every page of a listing. */
async function all(memory: Memory, scope: string, label: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await memory.list?.({ scope, label, ...(cursor ? { cursor } : {}) });
    events.push(...(page?.events ?? []));
    cursor = page?.cursor;
  } while (cursor !== undefined);
  return events;
}
