import type { EventItem } from '@belay/contract/read';
import { expect, test } from 'vitest';
import { agentIdOf, authorOf, initials } from './author-name.ts';
import { readExperience } from './read-experience.ts';
import { sourceLink } from './source-link.ts';

const item = (more: Partial<EventItem>): EventItem => ({
  event_id: `evt_${'0'.repeat(32)}`,
  scope: 'org:acme/source:slack/channel:engineering',
  modality: 'conversation',
  observed_actor: 'user:mara.quill@tarn.example',
  subject: 'user:mara.quill@tarn.example',
  content: { kind: 'message', role: 'user', text: 'Hello' },
  context: {},
  observed_at: '2026-03-15T10:30:00.123Z',
  recorded_at: '2026-03-16T10:30:00.123Z',
  labels: [
    'channel:engineering',
    'workspace:tarn-thistle',
    'channel_id:C123',
    'team_id:T1',
    'ts:1710502200.000100',
  ],
  intent: 'discussion',
  wal_offset: 1,
  ...more,
});

test('[MEM-7] a reply, a file and reactions are told apart by what they are', () => {
  const reply = readExperience(
    item({ labels: ['ts:1710502201.000100', 'thread_ts:1710502200.000100'] }),
  );
  expect(reply.kind).toBe('reply');
  const root = readExperience(
    item({ labels: ['ts:1710502200.000100', 'thread_ts:1710502200.000100'] }),
  );
  expect(root.kind).toBe('message');
  const file = readExperience(
    item({ content: { kind: 'blob_ref', blob_id: `blob_${'0'.repeat(64)}`, transcript: 'in it' } }),
  );
  expect([file.kind, file.text]).toEqual(['file', 'in it']);
  const liked = readExperience(
    item({
      modality: 'feedback',
      content: {
        kind: 'json',
        data: {
          complete: true,
          reactions: [{ emoji: 'tada', count: 2, actors: ['user:a@b.example', 7] }, 'odd'],
        },
      },
    }),
  );
  expect(liked.kind).toBe('reactions');
  expect(liked.reactions).toEqual([{ emoji: 'tada', count: 2, actors: ['user:a@b.example'] }]);
  expect(liked.text).toBe('');
});

test('[MEM-7] an event of a stranger, without labels or content, still reads', () => {
  for (const content of [undefined, null, 'text', [], { kind: 'json', data: { a: 1 } }])
    expect(() => readExperience(item({ content, labels: [], context: null }))).not.toThrow();
  const odd = readExperience(item({ content: { kind: 'json', data: { a: 1 } }, labels: [] }));
  expect(odd.text).toContain('"a": 1');
  expect(odd.kind).toBe('note');
});

test('[MEM-7] the way to Slack goes by the known workspace, else by a plain domain, else nowhere', () => {
  const seen = readExperience(item({}));
  const known = new Map([['T1', 'http://127.0.0.1:4000/']]);
  expect(sourceLink(seen, known)).toBe('http://127.0.0.1:4000/archives/C123/p1710502200000100');
  expect(sourceLink(seen, new Map())).toBe(
    'https://tarn-thistle.slack.com/archives/C123/p1710502200000100',
  );
  expect(sourceLink({ ...seen, workspace: 'evil.example/x?' }, new Map())).toBeUndefined();
  expect(sourceLink({ ...seen, channelId: '../x' }, known)).toBeUndefined();
  expect(sourceLink({ ...seen, threadTs: '1710502100.000100' }, known)).toContain(
    '?thread_ts=1710502100.000100&cid=C123',
  );
});

test('[MEM-7] actors read as names, ids as ids', () => {
  expect(authorOf('user:mara.quill@tarn.example').name).toBe('Mara Quill');
  expect(authorOf('user:u0aaaaaa1@tarn.slack.com').name).toBe('U0AAAAAA1');
  expect(authorOf('agent:B0AAAAAA1@tarn.slack.com')).toMatchObject({ isBot: true });
  expect(authorOf('').name).toBe('');
  const ours = `agent:${'0123456789abcdef'.repeat(2)}`;
  expect(authorOf(ours)).toMatchObject({ name: 'Agent cdef', isBot: true });
  expect(agentIdOf(ours)).toBe(`agt_${'0123456789abcdef'.repeat(2)}`);
  expect(agentIdOf('agent:B0AAAAAA1@tarn.slack.com')).toBeUndefined();
  expect([initials('Mara Quill'), initials('mara'), initials('')]).toEqual(['MQ', 'M', '?']);
});
