import type { HostPage } from '../wire/host-message.ts';
import type { Api, SessionAsked } from './api.ts';
import { withConversation } from './apply-event.ts';
import { browser } from './browser.ts';
import { emptyTalk } from './chat-state.ts';
import { backoff } from './follow.ts';
import { isNew } from './outbox.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store.ts';

/** Who the visitor is: a token that this browser keeps, a statement of the website, or nobody yet. */
export class Visit {
  language = 'en';
  page: HostPage | null = null;
  readonly #api: Api;
  readonly #store: Store;
  readonly #on: { ready(): void; changed(): void; ended(): void };
  /** as this tab knows it: another one may have a newer one */
  #token: string | null;
  #identity: unknown = null;
  #proved: unknown = null;
  #loading: Promise<void> | null = null;
  #starting: Promise<void> | null = null;
  #attempt = 0;

  /** `changed`: there is a new token; `ended`: the one that there was is no longer good */
  constructor(api: Api, store: Store, on: { ready(): void; changed(): void; ended(): void }) {
    this.#api = api;
    this.#store = store;
    this.#on = on;
    this.#token = store.keep.get('token');
  }

  /** Reads agent, visitor and conversations; again and again until they can be read. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    try {
      if (this.#store.keep.get('token') !== null || this.#identity) {
        if (!(await this.#session())) return await this.#load();
      } else this.#store.set({ agent: await this.#api.agent() });
      this.#attempt = 0;
      this.#store.set({ phase: 'ready', isAway: false });
      this.#on.ready();
    } catch (error) {
      if (!(error instanceof Refusal) || error.mayPass) {
        this.#attempt += 1;
        this.#store.set({ isAway: true });
        browser.setTimer(
          () => {
            if (this.#store.state.phase === 'loading') void this.load();
          },
          backoff(this.#attempt, browser.random),
        );
      } else if (this.#identity && (error.status === 401 || error.status === 409)) {
        // a statement that proves nothing, or an agent that takes nobody new
        this.#identity = null;
        await this.#load();
      } else if (error.status === 401) {
        this.drop();
        await this.#load();
      } else if (error.status === 403) this.#store.set({ isBlocked: true, phase: 'ready' });
      else this.#store.set({ phase: 'gone' });
    }
  }

  /** False: whoever it was asked for signed out before the answer came, which is nobody's then. */
  async #session(): Promise<boolean> {
    const { keep, era } = this.#store;
    const had = keep.get('token');
    const identity = this.#identity;
    const { token, visitor, agent, conversations } = await this.#api.session(this.#asked(identity));
    if (era !== this.#store.era) {
      this.#store.set({ agent });
      return false;
    }
    this.#token = token ?? had;
    if (token !== undefined) keep.set('token', token);
    this.#proved = identity;
    this.#store.talk((talk) => {
      const known = had !== null && token === undefined ? talk : emptyTalk;
      const threads = Object.fromEntries(
        Object.entries(known.threads).map(([id, thread]) => [id, { ...thread, isRead: false }]),
      );
      return conversations.reduce(withConversation, { ...known, conversations: {}, threads });
    });
    this.#store.set({ visitor, agent, isBlocked: false });
    this.#showSomething();
    if (token !== undefined) this.#on.changed();
    return true;
  }

  #asked(identity: unknown): SessionAsked {
    return {
      language: this.language,
      ...(this.page ? { page: this.page } : {}),
      ...(identity ? { identity } : {}),
    };
  }

  /** The open conversation, if what was shown isn't there or nothing was said in it yet. */
  #showSomething(): void {
    const { current, talk, out } = this.#store.state;
    if (talk.conversations[current]) return;
    const open = Object.values(talk.conversations).find(({ state }) => state !== 'closed');
    const isSaid = out.some(({ conversation }) => conversation === current);
    if (open && (!isNew(current) || !isSaid)) this.#store.show(open.id);
    else if (!isNew(current)) this.#store.show();
  }

  /** Resolves once there is a visitor to speak as; one session for all that ask at once. */
  need(): Promise<void> {
    if (this.#store.state.visitor !== null && this.#store.keep.get('token') !== null)
      return Promise.resolve();
    this.#starting ??= this.#begin().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  async #begin(): Promise<void> {
    while (!(await this.#session()));
  }

  /** Something may have been missed: the conversations as they are now. */
  async again(): Promise<void> {
    const { era } = this.#store;
    const { conversations } = await this.#api.session(this.#asked(null));
    if (era !== this.#store.era) return;
    this.#store.talk((talk) => conversations.reduce(withConversation, talk));
  }

  /** Another tab changed who the visitor is. */
  async reload(): Promise<void> {
    this.#on.ended();
    this.#store.empty();
    await this.load();
  }

  /** The token isn't known any more: on with the one that another tab got, or none. */
  drop(): void {
    const { keep, state } = this.#store;
    if (keep.get('token') === this.#token) keep.set('token', null);
    this.#token = null;
    this.#on.ended();
    this.#store.empty();
    if (!isNew(state.current)) this.#store.show();
  }

  /** The website says who the visitor is; our server proves it. False: it proved nothing. */
  async identify(identity: unknown): Promise<boolean> {
    this.#identity = identity;
    // what is being read may have begun before this was said
    await this.#loading;
    if (!this.#identity || this.#proved === identity) return this.#proved === identity;
    try {
      const isTold = await this.#session();
      if (isTold) this.#on.ready();
      return isTold;
    } catch (error) {
      this.#identity = null;
      return !(error instanceof Refusal);
    }
  }

  /** The visitor signs out: nothing of theirs stays in this browser. */
  forget(): void {
    const { keep, outbox } = this.#store;
    this.#identity = null;
    this.#proved = null;
    outbox.clear();
    keep.set('token', null);
    this.#store.setLead(null);
    this.drop();
    this.#store.show();
    this.#store.set({ out: [], isBlocked: false });
    this.#on.changed();
  }
}
