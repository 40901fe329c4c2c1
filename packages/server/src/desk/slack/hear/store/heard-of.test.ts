import { fromFields } from '@belay/slack/parse/parse-body';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heardOf } from './heard-of.ts';

const event = (inner: object, id = 'Ev1') =>
  fromFields({
    type: 'event_callback',
    event_id: id,
    event: { event_ts: '1710502201.000000', ...inner },
  });
const line = {
  ...{ type: 'message', channel: 'C1', channel_type: 'channel', user: 'U1', text: 'hello' },
  ...{ ts: '1710502200.000100', thread_ts: '1710502100.000100' },
};
const heard = (inner: object, id?: string) => heardOf(event(inner, id), 'UBOT');

test('[TKO-4] the same line under another event id is the same', () => {
  expect(heard(line, 'Ev1')?.id).toBe(heard(line, 'Ev2')?.id);
  expect(heard(line)).toMatchObject({
    id: 'posted:C1:1710502200.000100',
    thread: 'C1:1710502100.000100',
    heard: { kind: 'posted', channel: 'C1' },
  });
});

test('[TKO-4] two edits of one second are two, in the thread of their line', () => {
  const change = (text: string, at: string) => ({
    ...{ type: 'message', subtype: 'message_changed', channel: 'C1', event_ts: at },
    message: { ...line, text, edited: { user: 'U1', ts: '1710502300.000000' } },
    previous_message: line,
  });
  const [one, two] = [
    heard(change('a', '1710502300.000100'), 'Ev1'),
    heard(change('b', '1710502300.000200'), 'Ev2'),
  ];
  expect(one?.id).not.toBe(two?.id);
  expect(two).toMatchObject({
    thread: 'C1:1710502100.000100',
    heard: { kind: 'changed', eventTs: '1710502300.000200' },
  });
});

test('[NTF-3] our own echo brings its key; what apps say is nobody’s line', () => {
  const echo = {
    ...{ ...line, user: 'UBOT', bot_id: 'B1' },
    metadata: { event_type: 'belay_card', event_payload: { key: 'pst_1' } },
  };
  expect(heard(echo)).toMatchObject({ heard: { kind: 'echo', key: 'pst_1' } });
  expect(heard({ ...echo, user: 'U2' })).toBeUndefined();
  expect(heard({ ...line, bot_id: 'B2' })).toBeUndefined();
});

test('[NTF-3] a deleted root is the same whether a tombstone stands there or nothing', () => {
  const root = { ...line, thread_ts: line.ts };
  const tombstone = heard({
    ...{ type: 'message', subtype: 'message_changed', channel: 'C1' },
    message: { ...root, subtype: 'tombstone', user: 'USLACKBOT' },
  });
  const deleted = heard({
    ...{ type: 'message', subtype: 'message_deleted', channel: 'C1', deleted_ts: line.ts },
    previous_message: root,
  });
  expect(tombstone?.id).toBe('deleted:C1:1710502200.000100');
  expect(deleted?.id).toBe(tombstone?.id);
});

test('[TKO-4] what isn’t in a thread, and what is no id, costs nothing', () => {
  const { thread_ts: _, ...loose } = line;
  expect(heard(loose)).toBeUndefined();
  expect(heard({ ...line, thread_ts: line.ts })).toBeUndefined();
  expect(heard({ ...line, channel: 'C1\u0000' })).toBeUndefined();
  expect(heard({ ...line, user: 'U\ud800' })).toBeUndefined();
});

test('[SEC-6] whatever a body holds, it is heard or not, and kept as text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (inner) => {
      const arrival = heardOf(event({ ...line, blocks: inner, message: inner }), 'UBOT');
      expect(JSON.stringify(arrival?.heard ?? '')).not.toContain('\0');
    }),
  );
});
