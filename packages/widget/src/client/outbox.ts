import type { FileView } from '@belay/contract/desk/conversation';
import type { HostPage } from '../wire/host-message.ts';
import type { Keep } from './keep.ts';

/** Something that the visitor said and the server may not have yet. */
export interface OutMessage {
  /** made here: sent twice is stored once */
  client_id: string;
  /** a public id, or `new:…` for one that the server hasn't made yet */
  conversation: string;
  /** false: not the conversation that may be open */
  resume: boolean;
  text: string;
  files: FileView[];
  page: HostPage | null;
  /** ms since the epoch */
  at: number;
  /** a person is wanted; with no text: that alone */
  escalate: boolean;
  /** why it will never be sent as it is; null: it waits */
  failed: 'refused' | 'paused' | 'blocked' | null;
}

export const isNew = (conversation: string) => conversation.startsWith('new:');

/**
 * What waits to be sent, in the order in which it was said. Each is a row of its own, so that two
 * tabs that write at once lose nothing.
 */
export class Outbox {
  readonly #keep: Keep;
  constructor(keep: Keep) {
    this.#keep = keep;
  }

  all(): OutMessage[] {
    return this.#keep.names('out:').flatMap((name) => {
      try {
        // only this class writes under that name
        return [JSON.parse(this.#keep.get(name) ?? '') as OutMessage];
      } catch {
        return [];
      }
    });
  }

  put(message: OutMessage): void {
    this.#keep.set(nameOf(message), JSON.stringify(message));
  }

  remove(message: OutMessage): void {
    this.#keep.set(nameOf(message), null);
  }

  /** What was said into a conversation that has a name of its own by now. */
  rename(from: string, to: string): void {
    for (const message of this.all())
      if (message.conversation === from) this.put({ ...message, conversation: to });
  }

  clear(): void {
    for (const message of this.all()) this.remove(message);
  }
}

const nameOf = ({ at, client_id }: OutMessage) =>
  `out:${String(at).padStart(15, '0')}:${client_id}`;
