import { SocketModeClient } from '@slack/socket-mode';
import { LogLevel } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, client, room } = await sandboxFixture();
const { interactivity } = sandbox;

type Json = Record<string, unknown>;
interface Heard {
  body: Json;
  ack: (answer?: Json) => Promise<void>;
  accepts_response_payload: boolean;
}

let sockets: SocketModeClient | undefined;
afterEach(() => sockets?.disconnect());

/** The official client, answering each kind of envelope. */
async function connected(answers: { interactive?: Json; slash_commands?: Json }) {
  const heard: Json[] = [];
  const own = new SocketModeClient({
    appToken: sandbox.appToken,
    // it is not given up because this machine does much else
    clientPingTimeout: 60_000,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  sockets = own;
  for (const type of ['interactive', 'slash_commands'] as const)
    own.on(type, async ({ body, ack, accepts_response_payload }: Heard) => {
      heard.push({ type, accepts: accepts_response_payload, body });
      await ack(answers[type]);
    });
  await own.start();
  return heard;
}

test('[SBX-1] the official Socket Mode client hears clicks and commands, and answers in its acknowledgement', async () => {
  const heard = await connected({ slash_commands: { text: 'two wait' } });
  const { mara, channel } = room();
  const { ts = '' } = await client().chat.postMessage({
    channel: channel.id,
    text: 'card',
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: 'A visitor waits' },
        accessory: {
          type: 'button',
          action_id: 'take',
          text: { type: 'plain_text', text: 'Take over' },
        },
      },
    ],
  });
  const click = { actionId: 'take' };
  const place = { channel: channel.id, ts };
  expect(await interactivity.click(mara.id, place, click)).toEqual({ ok: true });
  expect(await interactivity.command(mara.id, channel.id, '/belay status')).toEqual({ ok: true });
  expect(heard).toMatchObject([
    { type: 'interactive', accepts: true, body: { type: 'block_actions', user: { id: mara.id } } },
    { type: 'slash_commands', accepts: true, body: { command: '/belay', text: 'status' } },
  ]);
  expect(sandbox.ephemerals).toMatchObject([{ user: mara.id, text: 'two wait' }]);
});

test('[SBX-1] a submission over Socket Mode follows the answer in its acknowledgement', async () => {
  const errors = { words: 'Too short' };
  const heard = await connected({ interactive: { response_action: 'errors', errors } });
  const { mara } = room();
  const text = (words: string) => ({ type: 'plain_text' as const, text: words });
  const { view } = await client().views.open({
    trigger_id: interactivity.triggers.issue(mara.id),
    view: {
      type: 'modal',
      title: text('A note'),
      submit: text('Save'),
      blocks: [
        {
          type: 'input',
          block_id: 'words',
          label: text('Words'),
          element: { type: 'plain_text_input', action_id: 'text' },
        },
      ],
    },
  });
  await interactivity.submit(mara.id, { words: { text: 'hm' } });
  expect(heard).toMatchObject([{ body: { type: 'view_submission', view: { id: view?.id } } }]);
  expect(interactivity.views.top(mara.id)?.errors).toEqual(errors);
});
