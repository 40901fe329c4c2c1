import type { WidgetMessage } from '@belay/contract/desk/widget';
import type { ChatState } from '../client/chat-state.ts';
import { draftText } from './draft-text.ts';
import { sentences, spoken } from './sentences.ts';

/**
 * What a screen reader is told of: words that arrive, sentence by sentence, each once; never what was
 * there when the conversation was opened.
 */
export class Teller {
  #conversation = '';
  #told = new Set<string>();
  #isPrimed = false;
  readonly #say: (message: WidgetMessage) => string;

  /** `say`: a message as it is read aloud, with who speaks */
  constructor(say: (message: WidgetMessage) => string) {
    this.#say = say;
  }

  /** New sentences since the last call. */
  next({ current, talk }: Pick<ChatState, 'current' | 'talk'>): string[] {
    if (current !== this.#conversation) {
      // a conversation that just got its name is the same one
      const isSame = this.#conversation.startsWith('new:') && this.#isPrimed;
      this.#conversation = current;
      if (!isSame) this.#told = new Set();
      this.#isPrimed = isSame;
    }
    const thread = talk.threads[current];
    const news: string[] = [];
    const tell = (key: string, text: string) => {
      if (this.#told.has(key)) return;
      this.#told.add(key);
      if (this.#isPrimed && text) news.push(text);
    };
    for (const message of thread?.messages ?? []) {
      if (message.author.kind === 'visitor' || message.deleted_at) continue;
      if (message.author.kind !== 'agent') {
        tell(message.id, this.#say(message));
        continue;
      }
      if (this.#told.has(message.id)) continue;
      this.#told.add(message.id);
      const { whole, rest } = sentences(`${this.#say(message)} `);
      for (const sentence of [...whole, rest.trim()]) tell(`${message.turn} ${sentence}`, sentence);
    }
    const draft = talk.drafts[current];
    if (draft)
      for (const sentence of sentences(`${spoken(draftText(draft))} `).whole)
        tell(`${draft.turn} ${sentence}`, sentence);
    // an untold conversation begins with nothing; a known one with what was read
    if (current.startsWith('new:') || thread?.isRead) this.#isPrimed = true;
    return news;
  }
}
