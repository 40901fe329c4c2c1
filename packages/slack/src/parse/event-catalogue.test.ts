import { events as catalogue } from '@belay/sandbox/oracle/oracle';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleEvents } from '../testing/sample-events.ts';
import type { SlackEvent } from './event.ts';
import { parseBody } from './parse-body.ts';
import { parseEvent } from './parse-event.ts';

const samples = sampleEvents();

/** What each event becomes; those that are not named here are unsupported. */
const arms: Partial<Record<SlackEvent['kind'], readonly string[]>> = {
  reaction_added: ['reaction_added'],
  reaction_removed: ['reaction_removed'],
  file: ['change', 'created', 'deleted', 'public', 'shared', 'unshared'].map((it) => `file_${it}`),
  channel: [
    ...['archive', 'created', 'deleted', 'left', 'rename', 'shared', 'unarchive', 'unshared'].map(
      (it) => `channel_${it}`,
    ),
    ...['archive', 'close', 'deleted', 'left', 'open', 'rename', 'unarchive'].map(
      (it) => `group_${it}`,
    ),
    ...['im_close', 'im_created', 'im_open'],
  ],
  channel_id_changed: ['channel_id_changed'],
  member_joined: ['member_joined_channel'],
  member_left: ['member_left_channel'],
  person_joined: ['team_join'],
  person_changed: ['user_change'],
  group_changed: ['subteam_created', 'subteam_updated', 'subteam_members_changed'],
  app_uninstalled: ['app_uninstalled'],
  tokens_revoked: ['tokens_revoked'],
  team_access: ['team_access_granted', 'team_access_revoked'],
  grid_migration: ['grid_migration_started', 'grid_migration_finished'],
};
const messages: Record<string, SlackEvent['kind']> = {
  message_changed: 'message_changed',
  message_deleted: 'message_deleted',
  message_replied: 'thread_changed',
};
const armOf = new Map(
  Object.entries(arms).flatMap(([arm, names]) => names.map((name) => [name, arm])),
);
/** An event as it comes over a wire: what is undefined does not come. */
const overWire = (event: unknown): unknown => JSON.parse(JSON.stringify(event));

test.each(samples.map(({ name, size, event }) => [name, size, event] as const))(
  '[MGD-4] %s, %s, as Slack publishes its type',
  (_, size, event) => {
    const read = parseEvent(overWire(event));
    const { type, subtype } = event;
    const expected =
      type === 'message'
        ? (messages[String(subtype)] ?? 'message_posted')
        : (armOf.get(type) ?? 'unsupported');
    expect(read.kind, size).toBe(expected);
  },
);

test('[MGD-4] every event of the catalogue has a sample, or no published type', () => {
  const sampled = new Set(samples.map(({ event }) => event.type));
  const bare = Object.keys(catalogue).filter((name) => !sampled.has(name.split('.')[0] ?? ''));
  // those of the old real-time API, and three of migrations
  expect(bare).toHaveLength(32);
  for (const type of bare)
    expect(parseEvent({ type, user: 'U1', channel: 'C1' })).toEqual({
      ...{ kind: 'unsupported', name: type, reason: 'unknown' },
    });
  for (const name of armOf.keys()) expect(sampled).toContain(name);
});

test('[MGD-4] messages are known by the kind of channel that they were subscribed with', () => {
  const names = ['channel', 'group', 'im', 'mpim', 'app_home', 'tomorrow', 'constructor'].map(
    (channel_type) => {
      const event = { type: 'message', channel_type, channel: 'C1', ts: '1.000100' };
      const body = parseBody(bytes({ type: 'event_callback', event_id: 'Ev1', event }));
      return body.type === 'event' ? body.name : body.type;
    },
  );
  expect(names).toEqual([
    ...['message.channels', 'message.groups', 'message.im', 'message.mpim', 'message.app_home'],
    ...['message', 'message'],
  ]);
});

const bytes = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));

type Path = (string | number)[];
function paths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}
/** A copy in which something else stands at the path; `gone` removes the member. */
function changed(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  const copy: Record<string, unknown> = Object.fromEntries(Object.entries(value ?? {}));
  const inner = changed(copy[key], rest, other);
  if (inner === gone) delete copy[key];
  else copy[key] = inner;
  return Array.isArray(value) ? Object.values(copy) : copy;
}
const gone = Symbol('gone');

const weird = fc.oneof(
  fc.constantFrom<unknown>(
    ...[gone, null, true, '', 0, -1, 1e308, '9'.repeat(400), 'x'.repeat(100_000), [], {}, [[[]]]],
    ...['__proto__', 'constructor', 'toString', '\u0000', '\ud800', '1710502200.000100'],
    JSON.parse('{"__proto__":{"id":"C1","ts":"1.000100"},"constructor":1,"hasOwnProperty":null}'),
    JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`),
  ),
  fc.jsonValue(),
);
const mutated = fc.constantFrom(...samples).chain(({ event }) => {
  const sound = overWire(event);
  const places = paths(sound).slice(1);
  return fc
    .array(fc.tuple(fc.constantFrom(...places), weird), { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce((at, [path, other]) => changed(at, path, other), sound));
});

test('[MGD-4] no change to any sample makes the parser throw, or speak of more than it knows', () => {
  fc.assert(
    fc.property(mutated, weird, (event, id) => {
      const read = parseEvent(event);
      if (read.kind === 'unsupported') expect(typeof read.name).toBe('string');
      if ('channelId' in read) expect(typeof (read.channelId ?? '')).toBe('string');
      const envelope = { type: 'event_callback', event_id: 'Ev1', event, authorizations: id };
      expect(parseBody(bytes(envelope)).type).toBe('event');
    }),
    { numRuns: 3_000 },
  );
});

test('[MGD-4] an envelope with anything anywhere never throws', () => {
  const sound = {
    ...{ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', api_app_id: 'A1' },
    ...{ event_time: 1_710_502_200, event: { type: 'app_uninstalled', event_ts: '1.000100' } },
    authorizations: [{ team_id: 'T1', user_id: 'U1', is_bot: true, enterprise_id: null }],
  };
  const limited = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1, token: 'x' };
  for (const body of [sound, limited])
    fc.assert(
      fc.property(fc.constantFrom(...paths(body).slice(1)), weird, (path, other) => {
        const read = parseBody(bytes(changed(body, path, other)));
        const at = read.type === 'event' ? read.delivery.at : undefined;
        // a time that nobody can have meant is none
        if (at) expect(Number.isNaN(new Date(at.hi).getTime())).toBe(false);
        if (read.type === 'rate_limited') expect(new Date(read.minute).getTime()).not.toBeNaN();
      }),
      { numRuns: 1_000 },
    );
});

test('[MGD-4] an interaction that is nested deeper than the stack never throws', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const payload = `{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"a","selected_options":${deep}}]}`;
  expect(parseBody(new TextEncoder().encode(payload)).type).toBe('interaction');
});
