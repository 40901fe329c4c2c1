import type { SlackFile } from '@belay/slack/model';
import { describe, expect, it } from 'vitest';
import { teamFixture } from '../testing/sync-fixture.ts';

const file = (id: string, more: Partial<SlackFile> = {}): SlackFile => ({
  id,
  name: `${id}.txt`,
  mimetype: 'text/plain',
  size: 5,
  mode: 'hosted',
  urlPrivate: `https://files.slack.com/${id}`,
  created: 0,
  ...more,
});

describe('sync', () => {
  it('[MAP-1] writes the seed’s example, and the ts decides observed_at', async () => {
    const { workspace, memory, run } = teamFixture();
    workspace.post(
      'C123',
      '1773570600.123456',
      'We should migrate the payments service to CockroachDB.',
    );
    expect((await run()).outcome).toBe('done');
    expect(memory.live).toEqual([
      {
        scope: 'org:acme/source:slack/channel:engineering',
        modality: 'conversation',
        observed_actor: 'user:ada@acme.example',
        content: {
          kind: 'message',
          role: 'user',
          text: 'We should migrate the payments service to CockroachDB.',
        },
        context: {
          observed_at: '2026-03-15T10:30:00.123Z',
          labels: [
            'channel:engineering',
            'workspace:acme-corp',
            'channel_id:C123',
            'team_id:T01',
            'author_id:U1',
            'ts:1773570600.123456',
          ],
          intent: 'discussion',
        },
        idempotency_key: 'slack:T01:C123:1773570600.123456',
      },
    ]);
  });

  it('[MAP-3] a reply names its parent’s event, and the parent is captured first', async () => {
    const { workspace, memory, run } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'root');
    workspace.reply('C123', '1773570600.000100', '1773570601.000100', 'reply');
    const report = await run();
    expect(report.counts).toMatchObject({ messages: 1, replies: 1 });
    const parent = memory.find('slack:T01:C123:1773570600.000100');
    const reply = memory.find('slack:T01:C123:1773570601.000100');
    expect(reply?.experience.context?.preceded_by).toEqual([parent?.eventId]);
    expect(reply?.experience.context?.labels).toContain('thread_ts:1773570600.000100');
  });

  it('[MAP-3] a parent older than the window is captured for a reply inside it', async () => {
    const { workspace, memory, run } = teamFixture();
    workspace.post('C123', '1700000000.000100', 'old root');
    workspace.post('C123', '1700000001.000100', 'old, alone');
    workspace.reply('C123', '1700000000.000100', '1700000002.000100', 'old reply');
    workspace.reply('C123', '1700000000.000100', '1773570601.000100', 'new reply');
    await run({ since: 1_773_000_000_000 });
    expect(memory.texts).toEqual(['old root', 'new reply']);
  });

  it('[SYN-2] a second run writes nothing and costs one page a channel', async () => {
    const { workspace, memory, run, again } = teamFixture();
    for (let i = 0; i < 5; i++) workspace.post('C123', `177357060${i}.000100`, `m${i}`);
    workspace.reply('C123', '1773570600.000100', '1773570609.000100', 'reply');
    workspace.reply('C123', '1773570600.000100', '1773570609.000200', 'broadcast', {
      isBroadcast: true,
    });
    await run();
    const written = memory.events.length;
    const captures = memory.captures;
    const report = await again({ audit: 'quick' });
    expect(report.outcome).toBe('done');
    expect([memory.events.length, memory.captures]).toEqual([written, captures]);
    expect(workspace.asked.filter((m) => m.startsWith('conversations.'))).toEqual([
      'conversations.list',
      'conversations.history',
    ]);
  });

  it('[SYN-2] pages are read once each, newest first, and threads once', async () => {
    const { workspace, memory, run } = teamFixture();
    workspace.pageSize = 10;
    for (let i = 10; i < 55; i++) workspace.post('C123', `17735706${i}.000100`, `m${i}`);
    workspace.reply('C123', '1773570612.000100', '1773570999.000100', 'reply');
    const report = await run();
    expect(report.requests).toMatchObject({
      'conversations.history': 5,
      'conversations.replies': 1,
      'users.list': 1,
    });
    expect(memory.texts).toHaveLength(46);
    expect(memory.texts[0]).toBe('m45');
  });

  it('[MAP-6] an edit is a version that supersedes the one before', async () => {
    const { workspace, memory, run, again } = teamFixture();
    const message = workspace.post('C123', '1773570600.000100', 'before');
    await run();
    message.text = 'after';
    message.edited = { userId: 'U1', ts: '1773570700.000000' };
    const report = await again();
    expect(report.counts.versions).toBe(1);
    const [first, second] = memory.events;
    expect(second?.experience.content).toMatchObject({ text: 'after' });
    expect(second?.experience.context).toMatchObject({
      observed_at: '2026-03-15T10:30:00.000Z',
      source_recorded_at: '2026-03-15T10:31:40.000Z',
      preceded_by: [first?.eventId],
    });
    expect(second?.experience.context?.labels).toContain(`supersedes:${first?.eventId}`);
    expect(second?.experience.idempotency_key).toMatch(
      /^slack:T01:C123:1773570600\.000100:m\.[a-z2-7]{10}$/,
    );
    expect((await again()).counts.versions).toBe(0);
  });

  it('[MAP-5] reactions are one feedback, and each change a version', async () => {
    const { workspace, memory, run, again } = teamFixture();
    const message = workspace.post('C123', '1773570600.000100', 'hi', {
      reactions: [{ emoji: 'tada', count: 2, users: ['U2', 'U1'] }],
    });
    await run();
    expect(memory.live.at(-1)).toMatchObject({
      modality: 'feedback',
      content: {
        kind: 'json',
        data: {
          reactions: [
            {
              emoji: 'tada',
              count: 2,
              actors: ['user:ada@acme.example', 'user:grace@acme.example'],
            },
          ],
          complete: true,
        },
      },
    });
    message.reactions = [];
    await again();
    expect(memory.live.at(-1)?.content).toEqual({
      kind: 'json',
      data: { reactions: [], complete: true },
    });
    expect(memory.live).toHaveLength(3);
    expect((await again()).counts.versions).toBe(0);
  });

  it('[MAP-4] a file is a blob and a blob_ref after its message', async () => {
    const { workspace, memory, run } = teamFixture();
    workspace.bytes.set('F1', 'hello');
    workspace.post('C123', '1773570600.000100', 'see', { files: [file('F1')] });
    const report = await run();
    expect(report.counts.files).toBe(1);
    const ref = memory.find('slack:T01:C123:1773570600.000100:F1')?.experience;
    const [blobId] = memory.blobs.keys();
    expect(ref?.content).toEqual({ kind: 'blob_ref', blob_id: blobId, transcript: 'hello' });
    expect(ref?.context?.preceded_by).toEqual([memory.events[0]?.eventId]);
    expect(ref?.context?.labels).toContain('file_id:F1');
  });

  it('[MAP-6] a file deleted in Slack is forgotten, its message stays', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.bytes.set('F1', 'hello');
    const message = workspace.post('C123', '1773570600.000100', 'see', { files: [file('F1')] });
    await run();
    message.files = [file('F1', { mode: 'tombstone' })];
    await again();
    expect(memory.live.map(({ content }) => content.kind)).toEqual(['message']);
    expect((await again()).outcome).toBe('done');
  });

  it('[KEY-2] a file without text has the bare key, and a reply waits for it', async () => {
    const { workspace, memory, run } = teamFixture();
    workspace.bytes.set('F1', 'hello');
    workspace.post('C123', '1773570600.000100', '', { files: [file('F1')] });
    workspace.reply('C123', '1773570600.000100', '1773570601.000100', 'nice');
    const report = await run();
    expect(report.outcome).toBe('done');
    const parent = memory.find('slack:T01:C123:1773570600.000100');
    expect(parent?.experience.content.kind).toBe('blob_ref');
    const reply = memory.find('slack:T01:C123:1773570601.000100');
    expect(reply?.experience.context?.preceded_by).toEqual([parent?.eventId]);
  });

  it('[MAP-4] a file too large, and one that is a page, are named; the rest goes on', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'big', {
      files: [file('F1', { size: 40 * 1024 * 1024 }), file('F2')],
    });
    const report = await run();
    expect(report.outcome).toBe('partial');
    expect(report.failures.map(({ code, fileId }) => [code, fileId])).toEqual([
      ['file_too_large', 'F1'],
      ['html_instead_of_file', 'F2'],
    ]);
    expect(memory.texts).toEqual(['big']);
    expect((await again()).outcome).toBe('done');
  });

  it('[MAP-8] bots, housekeeping and our own posts are skipped', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'beep', { author: { botId: 'B1' } });
    workspace.post('C123', '1773570601.000100', 'joined', { kind: 'housekeeping' });
    workspace.post('C123', '1773570602.000100', 'card', { author: { botId: 'BBELAY' } });
    workspace.reply('C123', '1773570602.000100', '1773570602.000200', 'on our card');
    expect((await run()).counts.skipped).toBe(3);
    expect(memory.events).toHaveLength(0);
    await again({ includeBots: true });
    expect(memory.texts).toEqual(['beep']);
    expect(memory.live[0]).toMatchObject({
      observed_actor: 'agent:B1@acme-corp.slack.com',
      content: { role: 'assistant' },
    });
  });

  it('[MAP-6] [SYN-11] a deletion is confirmed, then every version is forgotten', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'stays');
    const message = workspace.post('C123', '1773570601.000100', 'goes', {
      reactions: [{ emoji: 'eyes', count: 1, users: ['U2'] }],
    });
    workspace.post('C123', '1773570602.000100', 'stays too');
    await run();
    message.text = 'goes, edited';
    await again();
    workspace.remove('C123', '1773570601.000100');
    const report = await again();
    expect(report.counts.forgotten).toBe(1);
    expect(report.requests['conversations.history']).toBe(2);
    expect(memory.texts).toEqual(['stays', 'stays too']);
    expect(memory.live).toHaveLength(2);
  });

  it('[MAP-6] a restored message is a new version', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'a');
    const message = workspace.post('C123', '1773570601.000100', 'comes back');
    workspace.post('C123', '1773570602.000100', 'c');
    await run();
    workspace.remove('C123', message.ts);
    await again();
    expect(memory.texts).not.toContain('comes back');
    workspace.post('C123', message.ts, 'comes back');
    await again();
    expect(memory.texts).toContain('comes back');
    expect(memory.live.at(-1)?.idempotency_key).toContain(':m.');
  });

  it('[KEY-1] a restored message gets its file back, under a later key', async () => {
    const { workspace, memory, clock, run } = teamFixture();
    workspace.bytes.set('F1', 'hello');
    workspace.post('C123', '1773570600.000100', 'before');
    const message = workspace.post('C123', '1773570601.000100', 'with a file', {
      files: [file('F1')],
    });
    workspace.post('C123', '1773570602.000100', 'after');
    await run();
    const blobs = () => memory.live.filter(({ content }) => content.kind === 'blob_ref');
    expect(blobs()).toHaveLength(1);
    workspace.remove('C123', message.ts);
    clock.advance(60_000);
    await run();
    expect(blobs()).toHaveLength(0);
    workspace.post('C123', message.ts, 'with a file', { files: [file('F1')] });
    clock.advance(60_000);
    await run();
    expect(blobs()).toHaveLength(1);
    expect(blobs()[0]?.idempotency_key).toMatch(/:f\.[a-z2-7]{10}$/);
  });

  it('[SYN-11] a reply that is gone is forgotten, its thread stays', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'root');
    workspace.reply('C123', '1773570600.000100', '1773570601.000100', 'one');
    workspace.reply('C123', '1773570600.000100', '1773570602.000100', 'two');
    await run();
    workspace.remove('C123', '1773570601.000100');
    await again();
    expect(memory.texts).toEqual(['root', 'two']);
  });
});
