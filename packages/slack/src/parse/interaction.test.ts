import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from './envelope.ts';
import { inputValue, parseInteraction } from './interaction.ts';
import { parseBody } from './parse-body.ts';
import { responseUrl } from './response-url.ts';

const ts = '1710502200.000100';
const bytes = (source: string) => new TextEncoder().encode(source);
const form = (payload: unknown) => bytes(`payload=${encodeURIComponent(JSON.stringify(payload))}`);

const click = {
  type: 'block_actions',
  user: { id: 'U1', team_id: 'T2' },
  api_app_id: 'A1',
  team: { id: 'T1' },
  enterprise: null,
  is_enterprise_install: false,
  container: { type: 'message', message_ts: ts, channel_id: 'C1', is_ephemeral: false },
  channel: { id: 'C1' },
  message: { ts, thread_ts: '1710502000.000100' },
  trigger_id: '1.2.3',
  response_url: 'https://hooks.slack.com/actions/T1/1/x',
  actions: [{ action_id: 'belay_take', value: '1|cnv_1|3||', action_ts: ts }],
};

describe('[MGD-4] interactions', () => {
  test('a click names its message, its thread, and who clicked, also from another company', () => {
    expect(parseBody(form(click))).toMatchObject({
      type: 'interaction',
      kind: 'action',
      container: 'message',
      user: { id: 'U1', teamId: 'T2' },
      teamId: 'T1',
      isOrgWide: false,
      channelId: 'C1',
      messageTs: ts,
      threadTs: '1710502000.000100',
      responseUrl: 'https://hooks.slack.com/actions/T1/1/x',
      actions: [{ actionId: 'belay_take', value: '1|cnv_1|3||' }],
    });
  });

  test('a click on an ephemeral, in the Home, and in a modal', () => {
    const ephemeral = { ...click, container: { ...click.container, is_ephemeral: true } };
    expect(parseInteraction(ephemeral)).toMatchObject({ container: 'ephemeral' });
    const { container: _, channel: __, message: ___, ...bare } = click;
    const view = { id: 'V1', type: 'home', hash: 'h' };
    const home = { ...bare, container: { type: 'view', view_id: 'V1' }, view };
    expect(parseInteraction(home)).toMatchObject({ container: 'view', view });
  });

  test('a submission and a closed view, over an org-wide installation', () => {
    const view = {
      id: 'V1',
      type: 'modal',
      callback_id: 'belay_assign',
      private_metadata: '1|cnv_1|3||',
      state: {
        values: {
          person: { person: { type: 'static_select', selected_option: { value: 'p7' } } },
          words: { words: { type: 'plain_text_input', value: 'hello' } },
        },
      },
    };
    const sent = { user: { id: 'U1' }, team: null, enterprise: { id: 'E1' }, view };
    const submission = parseInteraction({
      ...sent,
      type: 'view_submission',
      is_enterprise_install: true,
    });
    expect(submission).toMatchObject({
      kind: 'submission',
      callbackId: 'belay_assign',
      isOrgWide: true,
      enterpriseId: 'E1',
      view: { id: 'V1', type: 'modal', privateMetadata: '1|cnv_1|3||' },
    });
    const values = submission?.values ?? {};
    expect(inputValue(values, 'person', 'person')).toEqual(['p7']);
    expect(inputValue(values, 'words', 'words')).toEqual(['hello']);
    expect(inputValue(values, 'constructor', 'name')).toEqual([]);
    expect(inputValue(values, 'person', '__proto__')).toEqual([]);
    expect(parseInteraction({ ...sent, type: 'view_closed' })?.kind).toBe('closed');
  });
});

describe('[SEC-3] where answers may go', () => {
  test.each([
    'https://hooks.slack.com/actions/T1/1/x',
    'https://hooks.slack-gov.com/commands/T1/1/x',
  ])('Slack: %s', (url) => {
    expect(responseUrl(url)).toBe(url);
  });

  test.each([
    'http://hooks.slack.com/actions/x',
    'https://hooks.slack.com.evil.example/x',
    'https://hooks.slack.com@evil.example/x',
    'https://user@hooks.slack.com/x',
    'https://hooks.slack.com:8443/x',
    'https://evil.example/hooks.slack.com',
    'https://slack.com/x',
    'http://127.0.0.1:3000/x',
    'file:///etc/passwd',
    'hooks.slack.com/x',
    '',
    7,
    null,
  ])('nowhere else: %s', (url) => {
    expect(responseUrl(url)).toBeUndefined();
    expect(parseInteraction({ ...click, response_url: url })).not.toHaveProperty('responseUrl');
  });

  test('the configured server’s own origin, and no other port of it', () => {
    const apiUrl = 'http://127.0.0.1:4010/api/';
    expect(responseUrl('http://127.0.0.1:4010/response/1', apiUrl)).toBeDefined();
    expect(responseUrl('http://127.0.0.1:4011/response/1', apiUrl)).toBeUndefined();
    expect(responseUrl('https://127.0.0.1:4010/response/1', apiUrl)).toBeUndefined();
    const response_url = 'http://127.0.0.1:4010/response/1';
    expect(parseBody(form({ ...click, response_url }), { apiUrl })).toMatchObject({
      responseUrl: response_url,
    });
    expect(responseUrl('data:x', 'data:y')).toBeUndefined();
  });
});

describe('[MGD-4] Socket Mode envelopes', () => {
  const command = {
    command: '/belay',
    text: 'status',
    user_id: 'U1',
    channel_id: 'C1',
    team_id: 'T1',
    response_url: 'https://hooks.slack.com/commands/x',
  };
  const enveloped = (type: string, payload: unknown) =>
    parseEnvelope({ envelope_id: 'e-1', type, payload, accepts_response_payload: true });

  test('hold what HTTP would bring', () => {
    expect(enveloped('interactive', click)).toEqual({
      type: 'envelope',
      envelopeId: 'e-1',
      acceptsPayload: true,
      body: parseBody(form(click)),
    });
    expect(enveloped('slash_commands', command)).toMatchObject({
      body: parseBody(bytes(new URLSearchParams(command).toString())),
    });
    const event = { type: 'event_callback', event_id: 'Ev1', event: { type: 'app_uninstalled' } };
    expect(enveloped('events_api', event)).toMatchObject({ body: { type: 'event' } });
  });

  test('greetings, ends, and what is of tomorrow', () => {
    expect(parseEnvelope({ type: 'hello', connection_info: { app_id: 'A1' } })).toEqual({
      type: 'hello',
      appId: 'A1',
    });
    expect(parseEnvelope({ type: 'disconnect', reason: 'warning' })).toEqual({
      type: 'disconnect',
      reason: 'warning',
    });
    expect(parseEnvelope({ type: 'novel', envelope_id: 'e-2' })).toEqual({
      type: 'unsupported',
      envelopeId: 'e-2',
    });
    expect(enveloped('interactive', { type: 'novel' })).toMatchObject({
      body: { type: 'unsupported', reason: 'the type novel' },
    });
  });

  test('hostile ones never throw', () => {
    const type = fc.constantFrom('events_api', 'interactive', 'slash_commands', 'disconnect', 3);
    const raw = fc.record({ type, envelope_id: fc.jsonValue(), payload: fc.jsonValue() });
    fc.assert(fc.property(raw, (each) => void parseEnvelope(each)));
    const sample: fc.Arbitrary<object> = fc.record(
      Object.fromEntries(
        Object.entries(click).map(([name, value]) => [
          name,
          fc.oneof(fc.constant(value), fc.jsonValue()),
        ]),
      ),
    );
    fc.assert(
      fc.property(sample, (each) => {
        expect(['interaction', 'unsupported', 'command', 'event', 'rate_limited']).toContain(
          parseBody(form(each)).type,
        );
      }),
    );
    fc.assert(fc.property(fc.string(), (each) => void parseBody(bytes(`payload=${each}`))));
  });
});
