import type { Change } from '@belay/sandbox/world/change';
import type { Message } from '@belay/sandbox/world/model';

/** What one message said, in the order of time; neighbours differ. `null`: it was not there. */
export interface MessageHistory {
  channelId: string;
  ts: string;
  isReply: boolean;
  threadTs: string | undefined;
  texts: { at: number; value: string | null }[];
  reactions: { at: number; value: string | null }[];
  /** every file that it ever had */
  files: Set<string>;
  /** never written: bots, joins, topics and the like */
  isSkipped: boolean;
}

/**
 * Every value that Slack ever showed of every message, written down as it happened, from the
 * sandbox's own log. The judge of versions; it knows nothing of the connector.
 */
export class HistoryOfSlack {
  readonly messages = new Map<string, MessageHistory>();

  hear(change: Change): void {
    if (change.type === 'message_posted') this.#say(change.channelId, change.at, change.message);
    if (change.type === 'message_changed') this.#say(change.channelId, change.at, change.message);
    if (change.type === 'reaction_added' || change.type === 'reaction_removed')
      this.#say(change.channelId, change.at, change.message);
    if (change.type === 'message_deleted') this.#gone(change.channelId, change.at, change.before);
  }

  find(channelId: string, ts: string): MessageHistory | undefined {
    return this.messages.get(`${channelId} ${ts}`);
  }

  #say(channelId: string, at: number, message: Message): void {
    if (message.subtype === 'tombstone') {
      this.#gone(channelId, at, message);
      return;
    }
    const history = this.#of(channelId, message);
    push(history.texts, at, message.text);
    push(history.reactions, at, reactionsText(message.reactions));
    for (const id of message.fileIds ?? []) history.files.add(id);
  }

  #gone(channelId: string, at: number, message: Message): void {
    const history = this.#of(channelId, message);
    push(history.texts, at, null);
    push(history.reactions, at, null);
  }

  #of(channelId: string, message: Message): MessageHistory {
    const id = `${channelId} ${message.ts}`;
    const known = this.messages.get(id);
    if (known) return known;
    const history: MessageHistory = {
      channelId,
      ts: message.ts,
      isReply: message.threadTs !== undefined,
      threadTs: message.threadTs,
      texts: [],
      reactions: [],
      files: new Set(),
      isSkipped: isNeverWritten(message),
    };
    this.messages.set(id, history);
    return history;
  }
}

const written = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/** Bots, and everything that is no word of a person. */
export function isNeverWritten({ botId, subtype }: Pick<Message, 'botId' | 'subtype'>): boolean {
  return botId !== undefined || !written.has(subtype);
}

/** The sets as one text: by emoji, people sorted. Nobody: ''. */
export function reactionsText(sets: readonly { name: string; users: readonly string[] }[]): string {
  return sets
    .filter(({ users }) => users.length > 0)
    .map(({ name, users }) => `${name}=${users.toSorted().join('+')}`)
    .toSorted()
    .join(' ');
}

function push(values: { at: number; value: string | null }[], at: number, value: string | null) {
  if (values.at(-1)?.value !== value) values.push({ at, value });
}

/** Whether `stored` are some of `true` values, in their order. */
export function isInOrder(stored: readonly string[], truth: readonly (string | null)[]): boolean {
  let from = 0;
  for (const value of stored) {
    const found = truth.indexOf(value, from);
    if (found === -1) return false;
    from = found + 1;
  }
  return true;
}
