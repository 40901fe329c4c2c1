import { type SlackSettings, slackSettings } from '@belay/contract/desk/slack-settings';
import { expect, test } from 'vitest';
import type { HealthFacts, HeldBack, SeenChannel } from './health-facts.ts';
import { problemsOf, quietOf } from './problems-of.ts';
import { warningsOf } from './warnings-of.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000);
const channel = (id: string, wish: Partial<SeenChannel> = {}): SeenChannel => ({
  ...{ id, name: id.slice(2).toLowerCase(), isPrivate: true, isMember: true, isShared: false },
  ...{ trouble: null, slackError: null, since: null },
  ...wish,
});
const held = (wish: Partial<HeldBack>): HeldBack => ({
  ...{ channel: 'C0MAIN', trouble: 'archived', slackError: null, count: 1 },
  ...{ since: ago(60), latest: ago(50) },
  ...wish,
});
const settings = (wish: Record<string, unknown> = {}): SlackSettings =>
  slackSettings.parse({ default_channel: 'C0MAIN', ...wish });
const facts = (wish: Partial<HealthFacts> = {}, ...channels: SeenChannel[]): HealthFacts => ({
  now,
  agent: { isPublic: true, isPaused: false, changedAt: ago(1) },
  settings: settings(),
  savedAt: ago(30),
  place: {
    ...{ state: 'active', reason: null, stateAt: ago(100), lacksTeam: false, refreshError: null },
    scopes: ['chat:write', 'chat:write.public', 'channels:history', 'groups:history'],
  },
  channels: new Map([channel('C0MAIN'), ...channels].map((one) => [one.id, one])),
  ...{ parked: [], waiting: [], untold: [] },
  ...wish,
});
const place = (wish: Partial<NonNullable<HealthFacts['place']>>) =>
  facts({ place: { ...(facts().place as NonNullable<HealthFacts['place']>), ...wish } });

test('[NTF-5] nothing is wrong where nothing is wrong', () => {
  expect(problemsOf(facts())).toEqual([]);
  expect(quietOf(facts())).toEqual([]);
});

test.each([
  [{ state: 'revoked', reason: 'It was removed in Slack.' }, 'revoked', 'It was removed in Slack.'],
  [{ lacksTeam: true }, 'needs_approval', 'team_access_not_granted'],
  [{ scopes: ['channels:read'] }, 'missing_scope', 'chat:write'],
  [{ refreshError: 'invalid_refresh_token' }, 'not_authorised', 'invalid_refresh_token'],
] as const)(
  '[NTF-5] an installation that can’t be used is told before anything fails: %j',
  (wish, trouble, said) => {
    const broken = place(wish);
    const [first, ...rest] = problemsOf({ ...broken, parked: [held({ trouble, count: 3 })] });
    expect(first).toMatchObject({
      trouble,
      parked: 3,
      channel: null,
      since: ago(100).toISOString(),
    });
    expect(first?.what).toContain(said);
    expect(rest).toEqual([]);
  },
);

test('[NTF-5] one cause over many channels is one problem, with all that waits for it', () => {
  const parked = [
    held({ trouble: 'missing_scope', slackError: 'missing_scope', count: 2 }),
    held({ channel: 'C0OTHER', trouble: 'missing_scope', count: 5, since: ago(90) }),
  ];
  expect(problemsOf(facts({ parked }))).toMatchObject([
    { trouble: 'missing_scope', parked: 7, since: ago(90).toISOString(), channel: null },
  ]);
});

test('[NTF-5] a channel’s trouble counts what waits for it, since when, once', () => {
  const gone = channel('C0MAIN', {
    trouble: 'archived',
    slackError: 'is_archived',
    since: ago(70),
  });
  const parked = [held({ count: 4 })];
  expect(problemsOf(facts({ parked, channels: new Map([['C0MAIN', gone]]) }))).toMatchObject([
    {
      ...{
        trouble: 'archived',
        slack_error: 'is_archived',
        parked: 4,
        since: ago(70).toISOString(),
      },
      ...{ channel: { id: 'C0MAIN', name: 'main' }, fix: { do: 'choose_channel' } },
    },
  ]);
});

test('[NTF-5] what is parked for a cause that is over, or in doubt, asks to be sent', () => {
  const parked = [held({ trouble: 'archived' }), held({ trouble: 'unknown_outcome' })];
  const told = problemsOf(facts({ parked }));
  expect(told.map(({ trouble, fix }) => [trouble, fix])).toEqual([
    ['archived', { do: 'replay' }],
    ['unknown_outcome', { do: 'replay' }],
  ]);
  expect(told[0]?.remedy).toContain('over');
  expect(told[1]?.remedy).toContain('#main');
});

test('[NTF-5] a channel that was given up is remembered for a day', () => {
  const left = (latest: Date) =>
    problemsOf(facts({ parked: [held({ channel: 'C0OLD', latest })] }, channel('C0OLD')));
  expect(left(ago(60))).toMatchObject([{ trouble: 'archived', fix: { do: 'replay' } }]);
  expect(left(ago(25 * 60))).toEqual([]);
});

test('[TKO-7] a route whose replies can’t be received says so, with the permission that is lacking', () => {
  const [deaf] = problemsOf(place({ scopes: ['chat:write', 'channels:history'] }));
  expect(deaf).toMatchObject({
    ...{ trouble: 'missing_scope', fix: { do: 'reinstall' }, parked: 0 },
    ...{ channel: { id: 'C0MAIN', name: 'main' }, what: expect.stringContaining('groups:history') },
  });
});

test('[NTF-5] only the events without a way are named', () => {
  const none = (wish: Record<string, unknown>) =>
    problemsOf(facts({ settings: settings({ default_channel: null, ...wish }) }));
  expect(none({})).toMatchObject([{ what: 'No channel is chosen, so nothing is sent.' }]);
  expect(none({ catch_all: 'C0MAIN' })).toEqual([]);
  expect(none({ fallback_channel: 'C0MAIN' })).toMatchObject([
    { trouble: 'no_channel', what: expect.stringContaining('Low Rating Received') },
  ]);
});

test('[NTF-5] what waits for Slack to recover says so, and that nothing has to be done', () => {
  const waiting = [held({ trouble: 'unreachable', slackError: 'http_502', count: 2 })];
  expect(problemsOf(facts({ waiting }))).toMatchObject([
    { trouble: 'unreachable', slack_error: 'http_502', parked: 2, fix: null },
  ]);
});

test('[NTF-5] one workspace for several agents is warned of, by their names and common channels', () => {
  const channels = facts().channels;
  const other = { id: 'agt_2', name: 'Sales', settings: settings() };
  const third = { id: 'agt_3', name: 'Docs', settings: settings({ default_channel: 'C0X' }) };
  const [warning] = warningsOf(settings(), channels, [other, third]);
  expect(warning).toMatchObject({
    ...{ kind: 'shared_workspace', channels: [{ id: 'C0MAIN', name: 'main' }] },
    agents: [
      { id: 'agt_2', name: 'Sales' },
      { id: 'agt_3', name: 'Docs' },
    ],
  });
  expect(warning?.sentence).toContain('Sales and Docs tell this workspace, too, also in #main');
  expect(warningsOf(settings(), channels, [])).toEqual([]);
});

test('[NTF-5] one event in several channels is warned of, the catch-all aside', () => {
  const channels = facts({}, channel('C0LEADS')).channels;
  const twice = settings({ ladder: [{ do: 'channel', after_minutes: 10, channel: 'C0LEADS' }] });
  expect(warningsOf(twice, channels, [])).toMatchObject([
    { kind: 'event_twice', sentence: expect.stringContaining('#main, and after 10') },
  ]);
  expect(warningsOf(settings({ catch_all: 'C0LEADS' }), channels, [])).toEqual([]);
});

test('[NTF-7] channels that everyone, or another company, can read are named until nothing shows there', () => {
  const open = facts(
    {},
    channel('C0MAIN', { isPrivate: false }),
    channel('C0EXT', { isShared: true }),
  ).channels;
  const wide = settings({ catch_all: 'C0EXT' });
  expect(warningsOf(wide, open, []).map(({ kind }) => kind)).toEqual([
    'everyone_can_read',
    'shared_channel',
  ]);
  const closed = settings({ channels: { C0MAIN: { redaction: 'no_transcript' } } });
  expect(warningsOf(closed, open, [])).toEqual([]);
});
