import {
  type SlackSettings,
  slackEvents,
  slackSettings,
} from '@belay/contract/desk/slack-settings';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelShows, fallbackRoute, type RouteFacts, routesOf } from './routes-of.ts';

const on = { enabled: true, channel: null };
const five = { new_conversation: on, escalation: on, low_rating: on, lead: on, action: on };
const made = (wish: Record<string, unknown>): SlackSettings =>
  slackSettings.parse({ default_channel: 'C0DEFAULT', events: five, ...wish });
const facts = (wish: Partial<RouteFacts> = {}): RouteFacts => ({
  event: 'escalation',
  agent: { isPublic: true, isPaused: false },
  page: 'https://shop.example/Billing/invoice?id=7',
  text: 'I was charged twice, please REFUND me',
  language: 'de-AT',
  isOpen: true,
  action: null,
  shared: new Set(),
  ...wish,
});
const channels = (settings: SlackSettings, about?: Partial<RouteFacts>) =>
  routesOf(settings, facts(about)).routes.map(({ channel }) => channel);
const rule = (wish: Record<string, unknown>) => ({
  name: 'R',
  channel: 'C0RULE',
  when: {},
  ...wish,
});

test('[NTF-1] escalations and low ratings are on in a new integration, and go to the default channel', () => {
  const fresh = slackSettings.parse({ default_channel: 'C0DEFAULT' });
  expect(slackEvents.filter((event) => channels(fresh, { event }).length > 0)).toEqual([
    'escalation',
    'low_rating',
  ]);
  expect(routesOf(fresh, facts({ event: 'lead' })).silent).toBe('event_off');
});

test('[NTF-1] an event has its own switch and its own channel, and the catch-all gets all that are on', () => {
  const settings = made({
    events: {
      ...five,
      lead: { enabled: true, channel: 'C0LEADS' },
      action: { enabled: false, channel: null },
    },
    catch_all: 'C0ALL',
  });
  expect(channels(settings, { event: 'lead' })).toEqual(['C0LEADS', 'C0ALL']);
  expect(channels(settings, { event: 'new_conversation' })).toEqual(['C0DEFAULT', 'C0ALL']);
  expect(channels(settings, { event: 'action' })).toEqual([]);
});

test('[NTF-3] two ways into one channel are one post that says both', () => {
  const settings = made({ catch_all: 'C0DEFAULT' });
  expect(routesOf(settings, facts()).routes).toEqual([
    {
      channel: 'C0DEFAULT',
      because: 'The default channel; the catch-all channel gets every event',
      ...{ mention: null, redaction: 'none', language: 'en' },
    },
  ]);
});

test('[NTF-1] the first rule that matches takes the place of the event’s channel, and says why', () => {
  const settings = made({
    rules: [
      rule({ name: 'Spanish', when: { languages: ['es', 'pt'] } }),
      rule({
        name: 'Billing',
        channel: 'C0BILL',
        when: { page: ['/billing'], words: ['refund', 'charged twice'] },
      }),
      rule({ name: 'All' }),
    ],
  });
  const { routes, rules } = routesOf(settings, facts());
  expect(routes).toMatchObject([
    {
      channel: 'C0BILL',
      because: 'Rule 2, “Billing”: the page holds /billing, the visitor said “refund”',
    },
  ]);
  expect(rules).toEqual([
    { name: 'Spanish', matched: false, because: 'the language is de, not es or pt' },
    { name: 'Billing', matched: true, because: expect.stringContaining('/billing') },
    { name: 'All', matched: false, because: 'rule 2 was first' },
  ]);
});

test.each([
  [{ events: ['lead', 'action'] }, 'the event is not Lead Captured or Action Triggered'],
  [{ page: ['/pricing', '/cart'] }, 'the page doesn’t hold /pricing or /cart'],
  [{ words: ['fund'] }, 'the visitor didn’t say “fund”'],
  [{ languages: ['ja'] }, 'the language is de, not ja'],
  [{ hours: 'closed' }, 'it is inside working hours'],
  [
    { words: ['a', 'b', 'c', 'd', 'e', 'f'] },
    'the visitor didn’t say “a”, “b”, “c”, “d” or one of 2 more',
  ],
])(
  '[NTF-1] a rule that doesn’t match names its first condition that doesn’t hold: %j',
  (when, because) => {
    const { rules, routes } = routesOf(made({ rules: [rule({ when })] }), facts());
    expect(rules).toEqual([{ name: 'R', matched: false, because }]);
    expect(routes).toMatchObject([{ channel: 'C0DEFAULT', because: 'The default channel' }]);
  },
);

test('[NTF-1] what is not known matches no condition about it', () => {
  const settings = made({
    rules: [rule({ when: { page: ['/'] } }), rule({ when: { languages: ['de'] } })],
  });
  const { rules } = routesOf(settings, facts({ page: null, language: null }));
  expect(rules.map(({ because }) => because)).toEqual([
    'the page is not known',
    'the language is not known',
  ]);
});

test('[NTF-6] a rule’s group rings with an escalation, inside working hours or where the rule is for the others', () => {
  const ringing = (when: object, about: Partial<RouteFacts>) =>
    routesOf(made({ rules: [rule({ mention: 'S0GROUP', when })] }), facts(about)).routes[0]
      ?.mention;
  expect(ringing({}, {})).toBe('S0GROUP');
  expect(ringing({}, { event: 'lead' })).toBeNull();
  expect(ringing({}, { isOpen: false })).toBeNull();
  expect(ringing({ hours: 'closed' }, { isOpen: false })).toBe('S0GROUP');
});

test('[NTF-5] silence has a cause', () => {
  const silent = (wish: Record<string, unknown>, about: Partial<RouteFacts> = {}) =>
    routesOf(made(wish), facts(about)).silent;
  expect(silent({}, { agent: { isPublic: true, isPaused: true } })).toBe('agent_paused');
  expect(silent({}, { agent: { isPublic: false, isPaused: false } })).toBe('agent_private');
  expect(silent({ default_channel: null })).toBe('no_channel');
  expect(silent({ default_channel: null, catch_all: 'C0ALL' })).toBeNull();
  expect(silent({ muted_actions: ['act_1'] }, { event: 'action', action: 'act_1' })).toBe('muted');
  expect(silent({ muted_actions: ['act_1'] }, { event: 'action', action: 'act_2' })).toBeNull();
});

test('[NTF-4] an escalation without a channel goes to the fallback; nothing else does', () => {
  const settings = made({ default_channel: null, fallback_channel: 'C0FALL' });
  expect(channels(settings)).toEqual(['C0FALL']);
  expect(channels(settings, { event: 'lead' })).toEqual([]);
  expect(fallbackRoute(settings, { shared: new Set() }, 'C0DEFAULT')).toMatchObject({
    channel: 'C0FALL',
  });
  // it is mailed then
  expect(fallbackRoute(settings, { shared: new Set() }, 'C0FALL')).toBeUndefined();
});

test('[NTF-7] a channel that another company is in shows no transcript until somebody says yes', () => {
  const shown = (chosen: object) =>
    channelShows(made({ channels: { C0X: chosen } }), { shared: new Set(['C0X']) }, 'C0X');
  expect(shown({ redaction: 'masked', language: 'ja' })).toEqual({
    redaction: 'no_transcript',
    language: 'ja',
  });
  expect(shown({ redaction: 'masked', shared_confirmed: true }).redaction).toBe('masked');
});

const channel = fc.constantFrom('C0A', 'C0B', 'C0C', 'C0D');
const perhaps = fc.option(channel, { nil: null });
const event = fc.constantFrom(...slackEvents);
const anyRoute = fc.record({ enabled: fc.boolean(), channel: perhaps });
const anySettings = fc
  .record({
    default_channel: perhaps,
    catch_all: perhaps,
    fallback_channel: perhaps,
    events: fc.record({
      new_conversation: anyRoute,
      escalation: anyRoute,
      low_rating: anyRoute,
      lead: anyRoute,
      action: anyRoute,
    }),
    rules: fc.array(
      fc.record({
        name: fc.constantFrom('One', 'Two'),
        channel,
        mention: fc.option(fc.constantFrom('S0A'), { nil: null }),
        when: fc.record({
          events: fc.subarray([...slackEvents]),
          page: fc.subarray(['/a', '/b']),
          words: fc.subarray(['refund', 'zzz']),
          languages: fc.subarray(['de', 'es']),
          hours: fc.constantFrom('open', 'closed', null),
        }),
      }),
      { maxLength: 4 },
    ),
    channels: fc.dictionary(
      channel,
      fc.record({
        redaction: fc.constantFrom('none', 'masked', 'no_transcript'),
        shared_confirmed: fc.boolean(),
      }),
    ),
  })
  .map((wish) => slackSettings.parse(wish));
const anyFacts = fc.record({
  event,
  agent: fc.record({ isPublic: fc.boolean(), isPaused: fc.boolean() }),
  page: fc.constantFrom(null, 'https://x.example/a', 'https://x.example/b'),
  text: fc.constantFrom('', 'a refund'),
  language: fc.constantFrom(null, 'de', 'es-MX', '??'),
  isOpen: fc.boolean(),
  action: fc.constant(null),
  shared: fc.subarray(['C0A', 'C0B']).map((list) => new Set(list)),
});

test('[NTF-3] whatever is chosen: each channel once, silence exactly where there is no route', () => {
  fc.assert(
    fc.property(anySettings, anyFacts, (settings, about) => {
      const { routes, silent, rules } = routesOf(settings, about);
      const to = routes.map((route) => route.channel);
      expect(new Set(to).size).toBe(to.length);
      expect(silent === null).toBe(to.length > 0);
      expect(rules.filter(({ matched }) => matched).length).toBeLessThanOrEqual(1);
      expect(rules.length).toBe(settings.rules.length);
      for (const route of routes) {
        expect(route.because).not.toBe('');
        const { redaction } = settings.channels[route.channel] ?? { redaction: 'none' };
        if (redaction === 'no_transcript') expect(route.redaction).toBe('no_transcript');
        if (redaction === 'masked') expect(route.redaction).not.toBe('none');
        if (about.event !== 'escalation') expect(route.mention).toBeNull();
      }
      if (silent === null && settings.catch_all !== null) expect(to).toContain(settings.catch_all);
    }),
  );
});

test('[NTF-1] an event that is off, and an agent that doesn’t serve, tell nobody, whatever the rules', () => {
  fc.assert(
    fc.property(anySettings, anyFacts, (settings, about) => {
      const { routes } = routesOf(settings, about);
      const { isPublic, isPaused } = about.agent;
      if (!settings.events[about.event].enabled || isPaused || !isPublic)
        expect(routes).toEqual([]);
    }),
  );
});

test('[NTF-1] rules after the one that matched change nothing', () => {
  fc.assert(
    fc.property(anySettings, anyFacts, (settings, about) => {
      const { routes, rules } = routesOf(settings, about);
      const at = rules.findIndex(({ matched }) => matched);
      fc.pre(at >= 0);
      const shorter = { ...settings, rules: settings.rules.slice(0, at + 1) };
      expect(routesOf(shorter, about).routes).toEqual(routes);
    }),
  );
});
