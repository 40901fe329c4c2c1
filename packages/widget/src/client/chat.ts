import type { WidgetEvent } from '@belay/contract/desk/stream';
import type { WidgetConversation } from '@belay/contract/desk/widget';
import type { HostPage } from '../wire/host-message.ts';
import { Api, type RatingGiven } from './api.ts';
import { applyEvent, withConversation, withMessages, withTranscript } from './apply-event.ts';
import { type ChatState, emptyTalk, type Talk } from './chat-state.ts';
import { backoff, follow } from './follow.ts';
import type { Keep } from './keep.ts';
import { OneTab } from './one-tab.ts';
import { isNew, Outbox, type OutMessage } from './outbox.ts';
import { Refusal } from './refusal.ts';
import { Sender } from './sender.ts';
import { uniqueId } from './unique-id.ts';

/** How often a visitor is told to be typing while they are, ms. */
const typingEveryMs = 3_000;

/** The links of files are taken to be good for this long, ms. */
const linkMs = 240_000;

const browser = {
  random: () => Math.random(),
  now: () => Date.now(),
  setTimer: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
  clearTimer: (timer: unknown) => clearTimeout(timer as number | undefined),
};

/** The visitor's side of the desk: what is known, and what they can do. One per frame. */
export class Chat {
  state: ChatState;
  language = 'en';
  page: HostPage | null = null;
  readonly api: Api;
  readonly #keep: Keep;
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  readonly #tabs: OneTab;
  readonly #listeners = new Set<() => void>();
  /** as this tab knows it: another one may have a newer one */
  #token: string | null;
  #stream: ReturnType<typeof follow> | null = null;
  #isHolder = false;
  #lastId: string | null = null;
  #identity: unknown = null;
  #starting: Promise<void> | null = null;
  #attempt = 0;
  #typedAt = 0;
  #readAt = 0;
  #seen: Record<string, number> = {};

  constructor(agent: string, keep: Keep) {
    this.#keep = keep;
    this.#token = keep.get('token');
    this.#outbox = new Outbox(keep);
    this.api = new Api(agent, () => keep.get('token'));
    this.state = {
      phase: 'loading',
      agent: null,
      visitor: null,
      talk: emptyTalk,
      current: keep.get('current') ?? newName(),
      out: this.#outbox.all(),
      connection: 'none',
      isOnline: navigator.onLine,
      isAway: false,
      isBlocked: false,
      slowUntil: 0,
      isOpen: false,
      lead: keep.get('lead') as ChatState['lead'],
      trouble: null,
    };
    this.#sender = new Sender(
      {
        ...browser,
        api: this.api,
        outbox: this.#outbox,
        session: () => this.#needVisitor(),
        forgetVisitor: () => this.#dropVisitor(),
        language: () => this.language,
        alone: (work) =>
          navigator.locks ? navigator.locks.request(`belay:${agent}:send`, work) : work(),
      },
      {
        sent: (message, { conversation, message: stored }) => {
          if (this.state.current === message.conversation) this.#setCurrent(conversation.id);
          this.#talk((talk) =>
            withMessages(withConversation(talk, conversation), conversation.id, [stored]),
          );
        },
        conversation: (conversation) => this.#put(conversation),
        changed: () => this.#set({ out: this.#outbox.all() }),
        blocked: () => this.#set({ isBlocked: true }),
        slow: (slowUntil) => this.#set({ slowUntil }),
        away: (isAway) => this.#set({ isAway }),
      },
    );
    this.#tabs = new OneTab(agent, {
      hold: () => {
        this.#isHolder = true;
        this.#openStream();
      },
      loose: () => {
        this.#isHolder = false;
        this.#stream?.stop();
      },
      hear: (message) => {
        if (message.kind === 'event') this.#hear(message.event, message.id);
        else if (message.kind === 'phase') this.#set({ connection: message.phase });
        else if (message.kind === 'changed') void this.#reload();
      },
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what there is; again and again until it can be read. */
  start(): void {
    window.addEventListener('online', () => this.wake());
    window.addEventListener('offline', () => this.#set({ isOnline: false }));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake();
    });
    // another tab said something, or its words were sent
    window.addEventListener('storage', () => this.#set({ out: this.#outbox.all() }));
    this.#tabs.start();
    void this.#load();
  }

  /** Online, or in sight again. */
  wake(): void {
    this.#set({ isOnline: navigator.onLine });
    this.#tabs.check();
    this.#stream?.nudge();
    if (this.state.phase === 'loading') void this.#load();
    this.#sender.run();
  }

  async #load(): Promise<void> {
    try {
      if (this.#keep.get('token') !== null || this.#identity !== null) await this.#session();
      else this.#set({ agent: await this.api.agent() });
      this.#attempt = 0;
      this.#set({ phase: 'ready', isAway: false });
      void this.openConversation(this.state.current);
      this.#sender.run();
    } catch (error) {
      this.#loadFailed(error);
    }
  }

  #loadFailed(error: unknown): void {
    if (error instanceof Refusal && !error.mayPass) {
      if (this.#identity !== null && (error.status === 401 || error.status === 409)) {
        // a statement that proves nothing, or an agent that takes nobody new
        this.#identity = null;
        void this.#load();
      } else if (error.status === 401) {
        this.#dropVisitor();
        void this.#load();
      } else if (error.status === 403) this.#set({ isBlocked: true, phase: 'ready' });
      else this.#set({ phase: 'gone' });
      return;
    }
    this.#attempt += 1;
    this.#set({ isAway: true });
    setTimeout(() => void this.#load(), backoff(this.#attempt, Math.random));
  }

  /** Who the visitor is, and their conversations; a new visitor if there is none. */
  async #session(): Promise<void> {
    const had = this.#keep.get('token');
    this.#token = had;
    const asked = {
      language: this.language,
      ...(this.page ? { page: this.page } : {}),
      ...(this.#identity ? { identity: this.#identity } : {}),
    };
    const { token, visitor, agent, conversations } = await this.api.session(asked);
    if (token !== undefined) {
      this.#token = token;
      this.#keep.set('token', token);
    }
    this.#talk((talk) => {
      const known = had !== null && token === undefined ? talk : emptyTalk;
      const threads = Object.fromEntries(
        Object.entries(known.threads).map(([id, thread]) => [id, { ...thread, isRead: false }]),
      );
      return conversations.reduce(withConversation, { ...known, conversations: {}, threads });
    });
    this.#set({ visitor, agent, isBlocked: false });
    const { current } = this.state;
    const isThere = conversations.some(({ id }) => id === current);
    if (!isThere) {
      const open = conversations.find(({ state }) => state !== 'closed');
      const isSaid = this.#outbox.all().some(({ conversation }) => conversation === current);
      if (open && (!isNew(current) || !isSaid)) this.#setCurrent(open.id);
      else if (!isNew(current)) this.#setCurrent(newName());
    }
    if (token !== undefined) this.#tabs.tell({ kind: 'changed' });
    this.#openStream();
  }

  /** One session for all that asks at once, in this tab and others. */
  #needVisitor(): Promise<void> {
    if (this.state.visitor !== null && this.#keep.get('token') !== null) return Promise.resolve();
    this.#starting ??= this.#session().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  #openStream(): void {
    if (!this.#isHolder || this.#keep.get('token') === null) return;
    this.#stream?.stop();
    this.#stream = follow(
      { ...browser, open: (lastId, signal) => this.api.stream(lastId, signal) },
      {
        event: (event, id) => {
          this.#tabs.tell({ kind: 'event', event, id });
          this.#hear(event, id);
        },
        gap: () => void this.#again(),
        phase: (connection) => {
          this.#tabs.tell({ kind: 'phase', phase: connection });
          this.#set({ connection });
          if (connection === 'live') this.#sender.run();
        },
        refused: ({ status }) => {
          if (status === 401) {
            this.#dropVisitor();
            void this.#reload();
          } else if (status === 403) this.#set({ isBlocked: true });
        },
      },
      this.#lastId,
    );
  }

  #hear(event: WidgetEvent, id: string | null): void {
    if (id !== null) this.#lastId = id;
    this.#talk((talk) => applyEvent(talk, event, Date.now()));
    if (event.kind === 'reset') void this.#again();
    if (event.kind === 'erased' && this.state.current === event.conversation_id)
      this.#setCurrent(newName());
    if (event.kind === 'message') this.#markSeen();
  }

  /** Something may have been missed: what is shown is read again. */
  async #again(): Promise<void> {
    try {
      const { conversations } = await this.api.session({ language: this.language });
      this.#talk((talk) => conversations.reduce(withConversation, talk));
      await this.#read(this.state.current);
    } catch {
      // the stream is cut again too, and brings us back here
    }
  }

  /** Another tab changed who the visitor is. */
  async #reload(): Promise<void> {
    this.#lastId = null;
    this.#stream?.stop();
    this.#set({
      talk: emptyTalk,
      visitor: null,
      connection: 'none',
      lead: this.#keep.get('lead') as ChatState['lead'],
    });
    await this.#load();
  }

  /** The token isn't known any more: on with the one that another tab got, or none. */
  #dropVisitor(): void {
    if (this.#keep.get('token') === this.#token) this.#keep.set('token', null);
    this.#token = null;
    this.#lastId = null;
    this.#stream?.stop();
    this.#set({ talk: emptyTalk, visitor: null, connection: 'none' });
    if (!isNew(this.state.current)) this.#setCurrent(newName());
  }

  /** The website says who the visitor is; its statement is proved by our server. */
  async identify(identity: unknown): Promise<boolean> {
    this.#identity = identity;
    if (!identity || this.state.phase === 'loading') return true;
    try {
      await this.#session();
      return true;
    } catch (error) {
      this.#identity = null;
      return !(error instanceof Refusal);
    }
  }

  /** The visitor signs out: nothing of theirs stays in this browser. */
  forget(): void {
    this.#identity = null;
    this.#outbox.clear();
    this.#keep.set('lead', null);
    this.#keep.set('token', null);
    this.#dropVisitor();
    this.#setCurrent(newName());
    this.#set({ out: [], lead: null, isBlocked: false });
    this.#tabs.tell({ kind: 'changed' });
  }

  setOpen(isOpen: boolean): void {
    this.#set({ isOpen });
    if (isOpen) this.#markSeen();
  }

  startNew(): void {
    this.#setCurrent(newName());
  }

  async openConversation(id: string): Promise<void> {
    this.#setCurrent(id);
    if (!isNew(id)) await this.#read(id);
    this.#markSeen();
  }

  async #read(id: string, before?: number): Promise<void> {
    if (isNew(id)) return;
    try {
      const page = await this.api.transcript(id, before);
      if (before === undefined) this.#readAt = Date.now();
      this.#talk((talk) => withTranscript(talk, page, before === undefined));
    } catch (error) {
      if (error instanceof Refusal && error.status === 404 && this.state.current === id)
        this.#setCurrent(newName());
    }
  }

  async readEarlier(): Promise<void> {
    const { current, talk } = this.state;
    const first = talk.threads[current]?.messages[0]?.seq;
    if (first !== undefined) await this.#read(current, first);
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
    const { current, talk } = this.state;
    const message: OutMessage = {
      client_id: uniqueId(),
      conversation: current,
      resume: !isNew(current) || !Object.keys(talk.conversations).length,
      text,
      files,
      page: this.page,
      // two in the same ms keep their order
      at: Math.max(Date.now(), (this.#outbox.all().at(-1)?.at ?? 0) + 1),
      escalate,
      failed: null,
    };
    this.#outbox.put(message);
    this.#set({ out: this.#outbox.all(), trouble: null });
    this.#sender.run();
  }

  /** Again, or not at all. */
  settle(message: OutMessage, isAgain: boolean): void {
    if (isAgain) this.#outbox.put({ ...message, failed: null });
    else this.#outbox.remove(message);
    this.#set({ out: this.#outbox.all() });
    this.#sender.run();
  }

  typed(): void {
    const { current, connection } = this.state;
    if (isNew(current) || connection !== 'live' || Date.now() - this.#typedAt < typingEveryMs)
      return;
    this.#typedAt = Date.now();
    this.api.typing(current).catch(() => undefined);
  }

  continueWithAssistant(): Promise<boolean> {
    const { escalation, id } = this.state.talk.conversations[this.state.current] ?? {};
    return this.#do(async () => {
      if (escalation && id) this.#put(await this.api.continueWith(id, escalation.id));
    });
  }

  rate = (rating: RatingGiven) =>
    this.#do(async () => this.#put(await this.api.rate(this.state.current, rating)));
  close = () => this.#do(async () => this.#put(await this.api.close(this.state.current)));
  leaveMail = (email: string) =>
    this.#do(async () => this.#put(await this.api.mail(this.state.current, email)));

  giveLead(fields: Record<string, string>): Promise<boolean> {
    return this.#do(async () => {
      await this.#needVisitor();
      const { current } = this.state;
      const conversation = await this.api.lead(fields, isNew(current) ? null : current);
      this.#put(conversation);
      if (isNew(current)) await this.openConversation(conversation.id);
      this.setLead('given');
    });
  }

  setLead(lead: 'given' | 'skipped'): void {
    this.#keep.set('lead', lead);
    this.#set({ lead });
  }

  /** For an upload: who sends it must be known first. */
  needVisitor = (): Promise<void> => this.#needVisitor();

  async #do(act: () => Promise<void>): Promise<boolean> {
    this.#set({ trouble: null });
    try {
      await act();
      return true;
    } catch (error) {
      this.#set({ trouble: error instanceof Refusal && error.status < 500 ? error.message : '' });
      return false;
    }
  }

  #put(conversation: WidgetConversation): void {
    this.#talk((talk) => withConversation(talk, conversation));
  }

  #markSeen(): void {
    const { isOpen, current, talk } = this.state;
    const last = talk.threads[current]?.messages.at(-1)?.seq ?? 0;
    const known = talk.conversations[current];
    if (!isOpen || !known || document.visibilityState !== 'visible') return;
    if (last <= (this.#seen[current] ?? 0)) return;
    this.#seen[current] = last;
    if (known.unread > 0) this.#put({ ...known, unread: 0 });
    this.api.seen(current, last).catch(() => delete this.#seen[current]);
  }

  #setCurrent(current: string): void {
    this.#keep.set('current', isNew(current) ? null : current);
    this.#set({ current, trouble: null });
  }

  #talk(change: (talk: Talk) => Talk): void {
    const talk = change(this.state.talk);
    if (talk !== this.state.talk) this.#set({ talk });
  }

  #set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** A conversation that the server hasn't made yet. */
const newName = () => `new:${uniqueId()}`;
