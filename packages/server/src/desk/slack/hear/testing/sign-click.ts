import { createHmac } from 'node:crypto';
import type { SlackDeskWorld } from '../../testing/slack-desk-world.ts';

type Place = Pick<SlackDeskWorld, 'sandbox' | 'server'>;
interface Signed {
  secret?: string;
  at?: number;
}

/** A body as Slack would send it, e.g. one that somebody made up; answers the status. */
export function sendSigned(place: Place, payload: object, how: Signed = {}): Promise<number> {
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return send(place, '/slack/interactivity', body, how);
}

/** The same for a slash command. */
export function sendCommand(
  place: Place,
  { user, channel, text }: { user: string; channel: string; text: string },
  how: Signed = {},
): Promise<number> {
  const body = new URLSearchParams({
    ...{ command: '/belay', text, user_id: user, channel_id: channel, token: 'x' },
    ...{ team_id: place.sandbox.world.team.current.id, api_app_id: place.sandbox.app.id },
    trigger_id: `${Math.random()}`,
  });
  return send(place, '/slack/commands', body.toString(), how);
}

async function send(
  { sandbox, server }: Place,
  path: string,
  body: string,
  { secret = sandbox.signingSecret, at = Date.now() }: Signed,
): Promise<number> {
  const timestamp = String(Math.floor(at / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  });
  return answer.status;
}

/** A click on a message of a channel, in Slack's words. */
export function clickPayload(
  { sandbox }: Pick<SlackDeskWorld, 'sandbox'>,
  click: {
    user: string;
    channel: string;
    ts: string;
    action: string;
    value: string;
    teamId?: string;
    more?: object;
  },
): object {
  const team = click.teamId ?? sandbox.world.team.current.id;
  return {
    type: 'block_actions',
    user: { id: click.user, username: 'somebody', team_id: team },
    api_app_id: sandbox.app.id,
    token: 'x',
    team: { id: team, domain: 'ropes' },
    container: {
      type: 'message',
      message_ts: click.ts,
      channel_id: click.channel,
      is_ephemeral: false,
    },
    channel: { id: click.channel, name: 'support' },
    actions: [
      {
        type: 'button',
        action_id: `belay_${click.action}`,
        block_id: 'b',
        value: click.value,
        action_ts: `${Date.now() / 1000}`,
      },
    ],
    trigger_id: `${Math.random()}`,
    ...click.more,
  };
}
