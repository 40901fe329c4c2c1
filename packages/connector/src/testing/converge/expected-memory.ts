import type { OpenSandbox } from '@belay/sandbox/open-sandbox';
import type { TrueChannel } from '@belay/sandbox/truth/truth';
import { isNeverWritten, reactionsText } from './history-of-slack.ts';

/** What a memory holds of one message when it equals Slack. */
export interface ExpectedMessage {
  channelId: string;
  ts: string;
  /** '' when the message is its files alone */
  text: string;
  actor: string;
  /** the root, on replies */
  parent: string | undefined;
  /** file id → its bytes */
  files: Map<string, string>;
  /** see `reactionsText`; people as the memory names them */
  reactions: string;
}

type Json = Record<string, unknown>;

/**
 * What the memory has to hold of one channel, told anew from the rules in words: the words of
 * people, in channel and threads, with their files and reactions. Nothing of it comes from the
 * connector. Good for worlds in which text is plain.
 */
export function expectedMessages(sandbox: OpenSandbox, channel: TrueChannel): ExpectedMessage[] {
  const served = new Map<string, Json>();
  for (const message of channel.messages) served.set(text(message.ts), message);
  for (const thread of Object.values(channel.threads))
    for (const message of thread) served.set(text(message.ts), message);
  return (
    [...served.values()]
      .filter((message) => !isSkipped(message))
      // what is left of a deleted file can still be liked
      .filter((message) => text(message.text) !== '' || list(message.files).length > 0)
      .map((message) => expectedMessage(sandbox, channel.id, message))
  );
}

function isSkipped(message: Json): boolean {
  const subtype = text(message.subtype);
  const botId = text(message.bot_id);
  return isNeverWritten({
    ...(subtype === '' ? {} : { subtype }),
    ...(botId === '' ? {} : { botId }),
  });
}

function expectedMessage(
  { world }: OpenSandbox,
  channelId: string,
  message: Json,
): ExpectedMessage {
  const ts = text(message.ts);
  const root = text(message.thread_ts);
  const files = new Map<string, string>();
  for (const file of list(message.files)) {
    const bytes = world.bytes.get(text(file.id));
    if (file.mode === 'hosted' && bytes) files.set(text(file.id), new TextDecoder().decode(bytes));
  }
  const who = (id: string) => `user:${world.user(id).email}`;
  return {
    channelId,
    ts,
    text: text(message.text),
    actor: who(text(message.user)),
    parent: root === '' || root === ts ? undefined : root,
    files,
    reactions: reactionsText(
      list(message.reactions).map(({ name, users }) => ({
        name: text(name),
        users: (Array.isArray(users) ? users : []).map((id) => who(String(id))),
      })),
    ),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}
