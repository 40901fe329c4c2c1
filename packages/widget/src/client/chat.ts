import type { WidgetEvent } from '@belay/contract/desk/stream';
import type { WidgetConversation } from '@belay/contract/desk/widget';
import { Api, type RatingGiven } from './api.ts';
import { applyEvent, withConversation, withMessages, withTranscript } from './apply-event.ts';
import { browser } from './browser.ts';
import type { ChatState, Talk } from './chat-state.ts';
import type { Keep } from './keep.ts';
import { Live } from './live.ts';
import { isNew, type OutMessage } from './outbox.ts';
import { readThread } from './read-thread.ts';
import { Refusal } from './refusal.ts';
import { Sender } from './sender.ts';
import { Store } from './store.ts';
import { uniqueId } from './unique-id.ts';
import { Visit } from './visit.ts';

/** How often a visitor is told to be typing while they are, ms. */
const typingEveryMs = 3_000;
/** The links of files are taken to be good for this long, ms. */
const linkMs = 240_000;

/** The visitor's side of the desk: what is known, and what they can do. One per frame. */
export class Chat {
  readonly api: Api;
  readonly visit: Visit;
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #live: Live;
  readonly #token: () => string | null;
  #typedAt = 0;
  #readAt = 0;
  #seen: Record<string, number> = {};

  constructor(agent: string, keep: Keep) {
    const store = new Store(keep, navigator.onLine);
    const token = () => keep.get('token');
    this.#store = store;
    this.#token = token;
    this.api = new Api(agent, token);
    this.visit = new Visit(this.api, store, {
      ready: () => {
        this.#live.open();
        void this.openConversation(store.state.current);
        this.#sender.run();
      },
      changed: () => {
        this.#live.open();
        this.#live.tellChanged();
      },
      ended: () => this.#live.end(),
    });
    this.#live = new Live(agent, this.api, token, {
      event: (event) => this.#hear(event),
      gap: () => void this.#again(),
      phase: (connection) => {
        store.set({ connection });
        if (connection !== 'live') return;
        store.set({ isAway: false });
        this.#sender.run();
      },
      refused: (status) => {
        if (status === 403) store.set({ isBlocked: true });
        if (status !== 401) return;
        this.visit.drop();
        void this.visit.load();
      },
      changed: () => void this.visit.reload(),
    });
    this.#sender = new Sender(
      {
        ...browser,
        api: this.api,
        outbox: store.outbox,
        session: () => this.visit.need(),
        forgetVisitor: () => this.visit.drop(),
        language: () => this.language,
        alone: (work) =>
          navigator.locks ? navigator.locks.request(`belay:${agent}:send`, work) : work(),
      },
      {
        sent: (message, { conversation, message: stored }) => {
          if (store.state.current === message.conversation) store.show(conversation.id);
          store.talk((talk) =>
            withMessages(withConversation(talk, conversation), conversation.id, [stored]),
          );
        },
        conversation: (conversation) => this.#put(conversation),
        changed: () => store.outChanged(),
        blocked: () => store.set({ isBlocked: true }),
        slow: (slowUntil) => store.set({ slowUntil }),
        away: (isAway) => {
          store.set({ isAway });
          // words go out again: what there is can be read again too
          if (!isAway && store.state.phase === 'loading') void this.visit.load();
        },
      },
    );
  }

  get state(): ChatState {
    return this.#store.state;
  }

  get language(): string {
    return this.visit.language;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** Reads what there is, and goes on hearing of it. */
  start(): void {
    window.addEventListener('online', () => this.wake());
    window.addEventListener('offline', () => this.#store.set({ isOnline: false }));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake();
    });
    // another tab said something, or its words were sent
    window.addEventListener('storage', () => this.#store.outChanged());
    this.#live.start();
    void this.visit.load();
  }

  /** Online, or in sight again. */
  wake(): void {
    this.#store.set({ isOnline: navigator.onLine });
    this.#live.wake();
    if (this.state.phase === 'loading') void this.visit.load();
    this.#sender.run();
    this.#markSeen();
  }

  setOpen(isOpen: boolean): void {
    this.#store.set({ isOpen });
    this.#markSeen();
  }

  startNew(): void {
    this.#store.show();
  }

  async openConversation(id: string): Promise<void> {
    if (id !== this.state.current) this.#store.show(id);
    await this.#read(id);
    this.#markSeen();
  }

  async readEarlier(): Promise<void> {
    const { current } = this.state;
    const first = this.#firstOf(current);
    if (first === undefined) return;
    await this.#reading(current, async () => {
      const page = await this.api.transcript(current, first);
      return (talk) => withTranscript(talk, page, false);
    });
  }

  /** Links of files live five minutes: older ones are asked for anew. */
  async freshFiles(): Promise<void> {
    if (Date.now() - this.#readAt > linkMs) await this.#read(this.state.current);
  }

  /** Wanted with no other words: said in the visitor's name where nothing was said yet. */
  askForPerson(words: string): void {
    const { state } = this.state.talk.conversations[this.state.current] ?? {};
    this.say(state === 'agent' ? '' : words, [], true);
  }

  say(text: string, files: OutMessage['files'] = [], escalate = false): void {
    const { current, talk, out } = this.state;
    this.#store.outbox.put({
      client_id: uniqueId(),
      conversation: current,
      resume: !isNew(current) || !Object.keys(talk.conversations).length,
      text,
      files,
      page: this.visit.page,
      // two in the same ms keep their order
      at: Math.max(Date.now(), (out.at(-1)?.at ?? 0) + 1),
      escalate,
      failed: null,
    });
    this.#store.set({ trouble: null });
    this.#store.outChanged();
    this.#sender.run();
  }

  /** Again, or not at all. */
  settle(message: OutMessage, isAgain: boolean): void {
    if (isAgain) this.#store.outbox.put({ ...message, failed: null });
    else this.#store.outbox.remove(message);
    this.#store.outChanged();
    this.#sender.run();
  }

  typed(): void {
    const { current, connection } = this.state;
    const isSaid = Date.now() - this.#typedAt < typingEveryMs;
    if (isNew(current) || connection !== 'live' || isSaid) return;
    this.#typedAt = Date.now();
    this.api.typing(current).catch(() => undefined);
  }

  continueWithAssistant(): Promise<boolean> {
    const { escalation, id } = this.state.talk.conversations[this.state.current] ?? {};
    return this.#do(async () => {
      if (escalation && id) this.#put(await this.api.continueWith(id, escalation.id));
    });
  }

  rate(rating: RatingGiven): Promise<boolean> {
    return this.#do(async () => this.#put(await this.api.rate(this.state.current, rating)));
  }

  close(): Promise<boolean> {
    return this.#do(async () => this.#put(await this.api.close(this.state.current)));
  }

  leaveMail(email: string): Promise<boolean> {
    return this.#do(async () => this.#put(await this.api.mail(this.state.current, email)));
  }

  giveLead(fields: Record<string, string>): Promise<boolean> {
    return this.#do(async () => {
      await this.visit.need();
      const { current } = this.state;
      const conversation = await this.api.lead(fields, isNew(current) ? null : current);
      this.#put(conversation);
      if (isNew(current)) await this.openConversation(conversation.id);
      this.setLead('given');
    });
  }

  setLead(lead: 'given' | 'skipped'): void {
    this.#store.setLead(lead);
  }

  async #do(act: () => Promise<void>): Promise<boolean> {
    this.#store.set({ trouble: null });
    try {
      await act();
      return true;
    } catch (error) {
      // no answer came, or none in words: the chat has its own
      const said = error instanceof Refusal && error.status < 500 ? error.message : '';
      this.#store.set({ trouble: said });
      return false;
    }
  }

  async #read(id: string): Promise<void> {
    await this.#reading(id, async () => {
      const put = await readThread(
        (before) => this.api.transcript(id, before),
        () => this.#firstOf(id),
      );
      this.#readAt = Date.now();
      return put;
    });
  }

  async #reading(id: string, read: () => Promise<(talk: Talk) => Talk>): Promise<void> {
    if (isNew(id)) return;
    const { era } = this.#store;
    try {
      const put = await read();
      // of somebody who signed out meanwhile
      if (era === this.#store.era) this.#store.talk(put);
    } catch (error) {
      const isGone = error instanceof Refusal && error.status === 404;
      if (isGone && this.state.current === id) this.#store.show();
    }
  }

  #firstOf(id: string): number | undefined {
    return this.state.talk.threads[id]?.messages[0]?.seq;
  }

  /** Something may have been missed: what is shown is read again. */
  async #again(): Promise<void> {
    if (this.#token() === null) return;
    try {
      await this.visit.again();
      await this.#read(this.state.current);
      this.#markSeen();
    } catch {
      // the stream is cut again too, and brings us back here
    }
  }

  #hear(event: WidgetEvent): void {
    this.#store.talk((talk) => applyEvent(talk, event, Date.now()));
    if (event.kind === 'erased' && this.state.current === event.conversation_id) this.#store.show();
    if (event.kind === 'message' || event.kind === 'conversation') this.#markSeen();
  }

  /** What was seen here is not unread, also where the server told so before it heard of it. */
  #forgetSeen(): void {
    const { current, talk } = this.state;
    const known = talk.conversations[current];
    const last = talk.threads[current]?.messages.at(-1);
    if (!known?.unread || !last || last.seq > (this.#seen[current] ?? 0)) return;
    const isAll = Date.parse(last.created_at) >= Date.parse(known.last_message?.at ?? '');
    if (isAll) this.#put({ ...known, unread: 0 });
  }

  #put(conversation: WidgetConversation): void {
    this.#store.talk((talk) => withConversation(talk, conversation));
  }

  #markSeen(): void {
    this.#forgetSeen();
    const { isOpen, current, talk } = this.state;
    const last = talk.threads[current]?.messages.at(-1)?.seq ?? 0;
    const known = talk.conversations[current];
    if (!isOpen || !known || document.visibilityState !== 'visible') return;
    if (known.unread > 0) this.#put({ ...known, unread: 0 });
    if (last <= (this.#seen[current] ?? 0)) return;
    this.#seen[current] = last;
    this.api.seen(current, last).catch(() => delete this.#seen[current]);
  }
}
