import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChannel } from './channel.ts';
import { parseMessage } from './message.ts';
import { parsePerson } from './person.ts';

const ts = '1710502200.000100';

test('[MAP-1] a plain message', () => {
  expect(parseMessage({ type: 'message', user: 'U1', team: 'T1', text: 'hi', ts })).toEqual({
    ts,
    kind: 'content',
    author: { userId: 'U1', teamId: 'T1' },
    text: 'hi',
    blocks: [],
    attachments: [],
    files: [],
    reactions: [],
    isBroadcast: false,
  });
});

test('[MAP-3] roots, replies and broadcasts', () => {
  const root = parseMessage({
    ts,
    thread_ts: ts,
    reply_count: 3,
    reply_users_count: 2,
    latest_reply: '1710502300.000000',
  });
  expect(root?.thread).toEqual({
    replyCount: 3,
    replyUsersCount: 2,
    latestReply: '1710502300.000000',
  });
  const reply = parseMessage({
    ts: '1710502300.000000',
    thread_ts: ts,
    subtype: 'thread_broadcast',
  });
  expect(reply).toMatchObject({ threadTs: ts, isBroadcast: true, kind: 'content' });
  expect(reply?.thread).toBeUndefined();
});

test('[MAP-3] a root is one by its reply count, too', () => {
  expect(parseMessage({ ts, reply_count: 1, reply_users: ['U1'] })).toMatchObject({
    threadTs: ts,
    thread: { replyCount: 1, replyUsersCount: 1 },
  });
});

test.each([
  ['file_share', 'content'],
  ['me_message', 'content'],
  ['bot_message', 'content'],
  ['a_subtype_of_tomorrow', 'content'],
  ['tombstone', 'tombstone'],
  ['ekm_access_denied', 'withheld'],
  ['channel_join', 'housekeeping'],
  ['group_topic', 'housekeeping'],
  ['huddle_thread', 'housekeeping'],
])('[MAP-8] %s is %s', (subtype, kind) => {
  expect(parseMessage({ ts, subtype, text: 'x' })?.kind).toBe(kind);
});

test('[MAP-2] a bot is known by its ids and its own name', () => {
  const message = parseMessage({
    ts,
    subtype: 'bot_message',
    bot_profile: { id: 'B1', app_id: 'A1', name: 'Deployer', team_id: 'T1' },
  });
  expect(message?.author).toEqual({ botId: 'B1', appId: 'A1', name: 'Deployer', teamId: 'T1' });
});

test('[MAP-5] reactions keep Slack’s count when their users are cut short', () => {
  const reactions = [
    { name: 'eyes', count: 9, users: ['U1', 'U1', 'U2'] },
    { name: 'tada', users: ['U1'] },
    { name: 'none', count: 0, users: [] },
    { count: 3 },
  ];
  expect(parseMessage({ ts, reactions })?.reactions).toEqual([
    { emoji: 'eyes', count: 9, users: ['U1', 'U2'] },
    { emoji: 'tada', count: 1, users: ['U1'] },
  ]);
});

test('[MAP-4] files, each once, with stubs marked', () => {
  const files = [
    {
      id: 'F1',
      name: 'a.txt',
      mimetype: 'text/plain',
      size: 12,
      mode: 'hosted',
      created: 1710502200,
      url_private: 'https://files.slack.com/a',
      url_private_download: 'https://files.slack.com/a/download',
    },
    { id: 'F1', name: 'again' },
    { id: 'F2', file_access: 'check_file_info', created: 0 },
    { id: 'F3', mode: 'tombstone' },
    { name: 'no id' },
    null,
  ];
  expect(parseMessage({ ts, files })?.files).toMatchObject([
    {
      id: 'F1',
      size: 12,
      created: 1710502200000,
      urlPrivate: 'https://files.slack.com/a/download',
    },
    { id: 'F2', mode: 'file_access' },
    { id: 'F3', mode: 'tombstone' },
  ]);
});

test('[SYN-7] privacy is read from flags, never from the id', () => {
  expect(parseChannel({ id: 'C1', name: 'x', is_private: true, is_member: true })).toMatchObject({
    isPrivate: true,
    isMember: true,
    isDirect: false,
  });
  expect(parseChannel({ id: 'G1', name: 'x', is_shared: true, is_org_shared: true })).toMatchObject(
    {
      isPrivate: false,
      isShared: false,
    },
  );
  expect(parseChannel({ id: 'D1', is_im: true, user: 'U1' })).toMatchObject({
    isPrivate: true,
    isDirect: true,
  });
});

test('[MAP-2] people are called by display name, else real name, else user name', () => {
  const profile = { display_name: '', real_name: 'Ada Field', email: 'Ada@example.com' };
  expect(parsePerson({ id: 'U1', name: 'ada', team_id: 'T1', profile })).toEqual({
    id: 'U1',
    teamId: 'T1',
    name: 'Ada Field',
    email: 'Ada@example.com',
    isBot: false,
    isDeleted: false,
  });
  expect(parsePerson({ id: 'U2' })?.name).toBe('U2');
});

test('[MAP-7] hostile JSON never throws and never yields a NaN', () => {
  const members = [
    ...['user', 'text', 'subtype', 'thread_ts', 'files', 'file', 'reactions', 'edited', 'blocks'],
    ...['attachments', 'bot_profile', 'reply_count', 'comment', 'user_profile', '__proto__'],
  ];
  const hostile = fc.dictionary(fc.constantFrom(...members), fc.jsonValue());
  const file = fc.record({ id: fc.string(), size: fc.jsonValue(), created: fc.jsonValue() });
  fc.assert(
    fc.property(hostile, fc.array(fc.oneof(file, fc.jsonValue())), (raw, files) => {
      const message = parseMessage({ ...raw, files, ts });
      expect(message?.ts).toBe(ts);
      for (const each of message?.files ?? [])
        expect(Number.isSafeInteger(each.size) && Number.isSafeInteger(each.created)).toBe(true);
      for (const each of message?.reactions ?? []) expect(each.count).toBeGreaterThan(0);
    }),
  );
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (raw) => void [parseMessage(raw), parseChannel(raw), parsePerson(raw)],
    ),
  );
});
