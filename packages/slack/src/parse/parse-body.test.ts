import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SlackEvent } from './event.ts';
import { parseBody, type SlackBody } from './parse-body.ts';

const bytes = (body: unknown) =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
const parsed = (body: unknown): SlackBody => parseBody(bytes(body));

const delivery = (event: unknown) => ({
  type: 'event_callback',
  team_id: 'T1',
  api_app_id: 'A1',
  event_id: 'Ev1',
  event_time: 1710502201,
  event_context: 'opaque',
  is_ext_shared_channel: true,
  authorizations: [{ team_id: 'T1', enterprise_id: null, user_id: 'UBOT', is_bot: true }],
  event,
});

function event(raw: unknown): SlackEvent {
  const body = parsed(delivery(raw));
  if (body.type !== 'event') throw new Error(`it was ${body.type}`);
  return body.event;
}

const ts = '1710502200.000100';
const eventTs = '1710502299.000200';
const inChannel = { type: 'message', channel: 'C1', channel_type: 'channel', event_ts: eventTs };

test('[SYN-10] a delivery keeps its identity and its event’s second', () => {
  const body = parsed(delivery({ ...inChannel, user: 'U1', text: 'hi', ts }));
  expect(body).toMatchObject({
    type: 'event',
    delivery: {
      eventId: 'Ev1',
      teamId: 'T1',
      appId: 'A1',
      isShared: true,
      context: 'opaque',
      authorizations: [{ teamId: 'T1', userId: 'UBOT', isBot: true, isOrgWide: false }],
      at: { lo: 1710502299_000, hi: 1710502300_000 },
    },
  });
});

describe('messages', () => {
  test('[MAP-6] a post is about its own ts', () => {
    expect(
      event({ ...inChannel, user: 'U1', text: 'hi', ts, thread_ts: '1710502000.000000' }),
    ).toMatchObject({
      kind: 'message_posted',
      channelId: 'C1',
      ts,
      message: { text: 'hi', threadTs: '1710502000.000000' },
    });
  });

  test('[MAP-6] a change is about the ts of the message inside, never the event’s', () => {
    const read = event({
      ...inChannel,
      subtype: 'message_changed',
      hidden: true,
      ts: eventTs,
      message: { user: 'U1', text: 'new', ts, edited: { user: 'U1', ts: '1710502299.000000' } },
      previous_message: { user: 'U1', text: 'old', ts },
    });
    expect(read).toMatchObject({
      kind: 'message_changed',
      ts,
      message: { text: 'new', edited: { ts: '1710502299.000000' } },
      previous: { text: 'old' },
    });
  });

  test('[MAP-6] a deleted root with replies changes into a tombstone', () => {
    const read = event({
      ...inChannel,
      subtype: 'message_changed',
      ts: eventTs,
      message: {
        subtype: 'tombstone',
        user: 'USLACKBOT',
        text: 'gone',
        ts,
        thread_ts: ts,
        reply_count: 1,
      },
    });
    expect(read).toMatchObject({ kind: 'message_changed', ts, message: { kind: 'tombstone' } });
  });

  test('[MAP-6] a deletion is about `deleted_ts`', () => {
    const read = event({ ...inChannel, subtype: 'message_deleted', ts: eventTs, deleted_ts: ts });
    expect(read).toEqual({ kind: 'message_deleted', channelId: 'C1', ts });
  });

  test('[MAP-3] message_replied is one with and without its subtype', () => {
    const replied = {
      ...inChannel,
      ts: eventTs,
      message: { user: 'U1', ts, thread_ts: ts, reply_count: 2, latest_reply: eventTs },
    };
    const expected = { kind: 'thread_changed', ts, message: { thread: { replyCount: 2 } } };
    expect(event({ ...replied, subtype: 'message_replied' })).toMatchObject(expected);
    expect(event(replied)).toMatchObject(expected);
  });
});

test.each<[string, object, object]>([
  [
    'a reaction',
    {
      type: 'reaction_removed',
      user: 'U1',
      reaction: 'eyes',
      item: { type: 'message', channel: 'C1', ts },
      item_user: 'U2',
    },
    { kind: 'reaction_removed', channelId: 'C1', ts, userId: 'U1', emoji: 'eyes', authorId: 'U2' },
  ],
  [
    'a reaction to a file',
    { type: 'reaction_added', user: 'U1', reaction: 'eyes', item: { type: 'file', file: 'F1' } },
    { kind: 'unsupported', name: 'reaction_added', reason: 'malformed' },
  ],
  [
    'a shared file',
    { type: 'file_shared', file_id: 'F1', user_id: 'U1', channel_id: 'C1' },
    { kind: 'file', change: 'shared', fileId: 'F1', channelId: 'C1', userId: 'U1' },
  ],
  [
    'a deleted file',
    { type: 'file_deleted', file_id: 'F1' },
    { kind: 'file', change: 'deleted', fileId: 'F1' },
  ],
  [
    'a renamed private channel',
    { type: 'group_rename', channel: { id: 'C1', name: 'new' } },
    { kind: 'channel', change: 'renamed', channelId: 'C1', channel: { name: 'new' } },
  ],
  [
    'an archived channel',
    { type: 'channel_archive', channel: 'C1' },
    { kind: 'channel', change: 'archived', channelId: 'C1' },
  ],
  [
    'another id',
    { type: 'channel_id_changed', old_channel_id: 'G1', new_channel_id: 'C1' },
    { kind: 'channel_id_changed', channelId: 'G1', newChannelId: 'C1' },
  ],
  [
    'a member',
    { type: 'member_joined_channel', user: 'U1', channel: 'C1' },
    { kind: 'member_joined', userId: 'U1', channelId: 'C1' },
  ],
  [
    'a person',
    { type: 'user_change', user: { id: 'U1', name: 'ada' } },
    { kind: 'person_changed', person: { id: 'U1', name: 'ada' } },
  ],
  [
    'a group',
    { type: 'subteam_updated', subteam: { id: 'S1', handle: 'oncall', date_delete: 0 } },
    { kind: 'group_changed', groupId: 'S1', handle: 'oncall', isDeleted: false },
  ],
  ['an uninstall', { type: 'app_uninstalled' }, { kind: 'app_uninstalled' }],
  [
    'revoked tokens',
    { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: ['UBOT'] } },
    { kind: 'tokens_revoked', users: ['U1'], bots: ['UBOT'] },
  ],
  [
    'an org’s grant',
    { type: 'team_access_granted', team_ids: ['T1'] },
    { kind: 'team_access', granted: true, teamIds: ['T1'] },
  ],
  [
    'an event of tomorrow',
    { type: 'constructor' },
    { kind: 'unsupported', name: 'constructor', reason: 'unknown' },
  ],
])('[MGD-4] %s', (_, raw, expected) => {
  expect(event(raw)).toMatchObject(expected);
});

test('[MGD-4] the handshake, and the bare notice of lost events', () => {
  expect(parsed({ type: 'url_verification', token: 'x', challenge: 'abc' })).toEqual({
    type: 'url_verification',
    challenge: 'abc',
  });
  const notice = {
    type: 'app_rate_limited',
    team_id: 'T1',
    api_app_id: 'A1',
    minute_rate_limited: 1710502200,
  };
  expect(parsed(notice)).toEqual({
    type: 'rate_limited',
    teamId: 'T1',
    appId: 'A1',
    minute: 1710502200_000,
  });
});

test('[MGD-4] a click comes as a form with a payload', () => {
  const payload = {
    type: 'block_actions',
    user: { id: 'U1', username: 'ada', team_id: 'T1' },
    api_app_id: 'A1',
    team: null,
    enterprise: { id: 'E1' },
    container: { type: 'message', message_ts: ts, channel_id: 'C1' },
    channel: { id: 'C1', name: 'general' },
    trigger_id: '1.2.3',
    response_url: 'https://hooks.slack.com/x',
    state: { values: { b1: { a1: { type: 'plain_text_input', value: 'v' } } } },
    actions: [
      { action_id: 'take', block_id: 'b', value: 'conv1', action_ts: eventTs },
      { action_id: 'pick', selected_option: { value: 'one' } },
      { action_id: 'people', selected_users: ['U1', 'U2'] },
    ],
  };
  const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  expect(parsed(form)).toEqual({
    type: 'interaction',
    kind: 'action',
    user: { id: 'U1', teamId: 'T1', name: 'ada' },
    appId: 'A1',
    enterpriseId: 'E1',
    isOrgWide: false,
    container: 'message',
    channelId: 'C1',
    messageTs: ts,
    triggerId: '1.2.3',
    responseUrl: 'https://hooks.slack.com/x',
    actions: [
      { actionId: 'take', blockId: 'b', value: 'conv1', selected: [], actionTs: eventTs },
      { actionId: 'pick', selected: ['one'] },
      { actionId: 'people', selected: ['U1', 'U2'] },
    ],
    values: { b1: { a1: { type: 'plain_text_input', value: 'v' } } },
  });
});

test('[MGD-4] a submitted view', () => {
  const payload = {
    type: 'view_submission',
    user: { id: 'U1' },
    view: {
      id: 'V1',
      callback_id: 'cb',
      private_metadata: 'm',
      hash: 'h',
      state: { values: { b: {} } },
    },
  };
  expect(parsed(`payload=${encodeURIComponent(JSON.stringify(payload))}`)).toMatchObject({
    kind: 'submission',
    callbackId: 'cb',
    view: { id: 'V1', hash: 'h', privateMetadata: 'm' },
    values: { b: {} },
  });
});

test('[MGD-4] a slash command and the certificate check', () => {
  expect(parsed('command=%2Fbelay&text=status+all&user_id=U1&channel_id=C1&team_id=T1')).toEqual({
    type: 'command',
    command: '/belay',
    text: 'status all',
    userId: 'U1',
    channelId: 'C1',
    teamId: 'T1',
    isOrgWide: false,
  });
  expect(parsed('ssl_check=1&token=x')).toEqual({ type: 'ssl_check' });
});

test('[MGD-4] what we don’t know is said without repeating it', () => {
  expect(parsed({ type: 'novel_thing', secret: 'words' })).toEqual({
    type: 'unsupported',
    reason: 'the type novel_thing',
  });
  expect(parsed({ type: 'free <text> of a stranger' })).toMatchObject({
    reason: 'the type without a name',
  });
  for (const body of ['', '{', '[]', 'payload=%7B', 'a=b', '{"type":"event_callback"}'])
    expect(parsed(body).type).toBe('unsupported');
});

test('[MGD-4] hostile bodies never throw', () => {
  const types = fc.constantFrom(
    ...['message', 'reaction_added', 'channel_rename', 'channel_id_changed', 'file_shared'],
    ...['user_change', 'subteam_updated', 'tokens_revoked', 'member_left_channel', '__proto__'],
  );
  const inner = fc.record({
    type: types,
    subtype: fc.constantFrom('message_changed', 'message_deleted', 'message_replied', null, 3),
    channel: fc.jsonValue(),
    message: fc.jsonValue(),
    item: fc.jsonValue(),
    user: fc.jsonValue(),
    tokens: fc.jsonValue(),
    subteam: fc.jsonValue(),
    ts: fc.oneof(fc.constant(ts), fc.jsonValue()),
  });
  const payload = fc.record({
    type: fc.constantFrom('block_actions', 'view_submission', 'shortcut'),
    user: fc.oneof(fc.constant({ id: 'U1' }), fc.jsonValue()),
    actions: fc.jsonValue(),
    view: fc.jsonValue(),
    state: fc.jsonValue(),
    container: fc.jsonValue(),
  });
  fc.assert(
    fc.property(inner, (raw) => void parsed(delivery(raw))),
    { numRuns: 500 },
  );
  fc.assert(fc.property(payload, (raw) => void parsed(raw)));
  fc.assert(fc.property(fc.uint8Array(), (raw) => void parseBody(raw)));
});
