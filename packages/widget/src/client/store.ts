import { type ChatState, emptyTalk, type Talk } from './chat-state.ts';
import type { Keep } from './keep.ts';
import { isNew, Outbox } from './outbox.ts';
import { uniqueId } from './unique-id.ts';

/** A conversation that the server hasn't made yet. */
const newName = () => `new:${uniqueId()}`;

/** What is known, and who draws it. What has to outlive the page is kept in the browser. */
export class Store {
  readonly keep: Keep;
  readonly outbox: Outbox;
  /** grows when another visitor is here, or none: answers that were asked for before are not theirs */
  era = 0;
  readonly #listeners = new Set<() => void>();
  #state: ChatState;

  constructor(keep: Keep, isOnline: boolean) {
    this.keep = keep;
    this.outbox = new Outbox(keep);
    const out = this.outbox.all();
    this.#state = {
      phase: 'loading',
      agent: null,
      visitor: null,
      talk: emptyTalk,
      // what was said before anything could be sent is in sight again
      current: keep.get('current') ?? out.at(-1)?.conversation ?? newName(),
      out,
      connection: 'none',
      isOnline,
      isAway: false,
      isBlocked: false,
      slowUntil: 0,
      isOpen: false,
      lead: this.#lead,
      trouble: null,
    };
  }

  get state(): ChatState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  talk(change: (talk: Talk) => Talk): void {
    const talk = change(this.#state.talk);
    if (talk !== this.#state.talk) this.set({ talk });
  }

  /** Which conversation is shown; none: a new one. */
  show(conversation: string = newName()): void {
    this.keep.set('current', isNew(conversation) ? null : conversation);
    this.set({ current: conversation, trouble: null });
  }

  /** The outbox changed, here or in another tab. */
  outChanged(): void {
    this.set({ out: this.outbox.all() });
  }

  setLead(lead: ChatState['lead']): void {
    this.keep.set('lead', lead);
    this.set({ lead });
  }

  /** Another visitor, or none: what was known was of the former one. */
  empty(): void {
    this.era += 1;
    this.set({ talk: emptyTalk, visitor: null, connection: 'none', lead: this.#lead });
  }

  get #lead(): ChatState['lead'] {
    const kept = this.keep.get('lead');
    return kept === 'given' || kept === 'skipped' ? kept : null;
  }
}
