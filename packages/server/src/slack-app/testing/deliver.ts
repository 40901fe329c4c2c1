import { createHmac } from 'node:crypto';

export interface Signing {
  secret?: string;
  /** ms since the epoch; default: now */
  at?: number;
  /** in place of the right one */
  signature?: string;
}

/** Posts a body as Slack does, signed with scheme v0. Strings are sent as they are. */
export function deliver(url: string, body: unknown, signing: Signing = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = String(Math.floor((signing.at ?? Date.now()) / 1000));
  const digest = createHmac('sha256', signing.secret ?? 'signing-secret')
    .update(`v0:${timestamp}:${text}`)
    .digest('hex');
  return fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signing.signature ?? `v0=${digest}`,
    },
    body: text,
  });
}

let events = 0;

/** The envelope of an event as Slack sends it to app A1 in workspace T1. */
export function envelope(event: object = message(), more: object = {}) {
  return {
    token: 'deprecated',
    team_id: 'T1',
    context_team_id: 'T1',
    api_app_id: 'A1',
    event,
    type: 'event_callback',
    event_id: `Ev${++events}`,
    event_time: 1_710_502_200,
    authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true }],
    is_ext_shared_channel: false,
    ...more,
  };
}

export function message(more: object = {}) {
  return {
    type: 'message',
    channel: 'C1',
    channel_type: 'channel',
    user: 'U1',
    text: 'the splice holds',
    ts: '1710502200.000100',
    event_ts: '1710502200.000100',
    ...more,
  };
}
