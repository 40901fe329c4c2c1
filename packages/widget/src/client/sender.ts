import type { VisitorMessageAnswer, WidgetConversation } from '@belay/contract/desk/widget';
import type { Api } from './api.ts';
import { backoff } from './follow.ts';
import { isNew, type Outbox, type OutMessage } from './outbox.ts';
import { Refusal } from './refusal.ts';

export interface SenderDeps {
  api: Pick<Api, 'send' | 'escalate'>;
  outbox: Outbox;
  /** resolves once there is a visitor to speak as; throws like a call */
  session(): Promise<void>;
  /** the visitor isn't known any more: the next session makes another */
  forgetVisitor(): void;
  language(): string;
  random(): number;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
  /** keeps other tabs from sending meanwhile */
  alone(work: () => Promise<void>): Promise<void>;
}

export interface SenderNews {
  sent(message: OutMessage, answer: VisitorMessageAnswer): void;
  conversation(conversation: WidgetConversation): void;
  /** the outbox changed */
  changed(): void;
  blocked(): void;
  slow(untilMs: number): void;
  /** requests fail, or work again */
  away(isAway: boolean): void;
}

/** Sends what waits, one after the other, until nothing does. What can't pass now is tried again. */
export class Sender {
  readonly #deps: SenderDeps;
  readonly #news: SenderNews;
  #isRunning = false;
  #attempt = 0;
  #timer: unknown = null;
  #notBefore = 0;

  constructor(deps: SenderDeps, news: SenderNews) {
    this.#deps = deps;
    this.#news = news;
  }

  /** There is something to send, or a reason to try again at once. */
  run(): void {
    // asked to wait: what is said meanwhile waits too
    if (this.#isRunning || this.#deps.now() < this.#notBefore) return;
    this.#deps.clearTimer(this.#timer);
    this.#isRunning = true;
    this.#deps
      .alone(() => this.#sendAll())
      .then(
        () => {
          this.#isRunning = false;
          // said while the last one was under way
          if (this.#next()) this.run();
        },
        (error: unknown) => {
          this.#isRunning = false;
          this.#later(error);
        },
      );
  }

  async #sendAll(): Promise<void> {
    for (let item = this.#next(); item; item = this.#next()) {
      await this.#deps.session();
      await this.#send(item);
      this.#attempt = 0;
      this.#news.away(false);
    }
  }

  #next(): OutMessage | undefined {
    return this.#deps.outbox.all().find(({ failed }) => failed === null);
  }

  async #send(item: OutMessage): Promise<void> {
    const { outbox, api } = this.#deps;
    try {
      let conversation = item.conversation;
      if (item.text !== '' || item.files.length > 0) {
        const answer = await api.send({
          conversation_id: isNew(conversation) ? null : conversation,
          resume: item.resume,
          text: item.text,
          file_ids: item.files.map(({ id }) => id),
          client_id: item.client_id,
          ...(item.page ? { page: item.page } : {}),
          language: this.#deps.language(),
        });
        conversation = answer.conversation.id;
        // before it is removed: killed in between, it is sent again and is the same message
        if (isNew(item.conversation)) outbox.rename(item.conversation, conversation);
        this.#news.sent(item, answer);
      }
      if (item.escalate && !isNew(conversation))
        this.#news.conversation(await api.escalate(conversation));
      outbox.remove({ ...item, conversation });
      this.#news.changed();
    } catch (error) {
      // an unknown token is tried again as somebody new, but not without end
      if (!(error instanceof Refusal) || error.mayPass || error.status === 401) throw error;
      this.#refused(item, error);
    }
  }

  /** What no second try would change. */
  #refused(item: OutMessage, { status, code, details }: Refusal): void {
    const { outbox } = this.#deps;
    const fail = (failed: NonNullable<OutMessage['failed']>) => outbox.put({ ...item, failed });
    if (status === 404 && !isNew(item.conversation)) {
      // gone with its visitor or its agent: what is said begins another
      outbox.rename(item.conversation, `new:${item.client_id}`);
    } else if (status === 403 && details.reason === 'blocked') {
      fail('blocked');
      this.#news.blocked();
    } else if (item.text === '' && item.files.length === 0) outbox.remove(item);
    else fail(code === 'CONFLICT' ? 'paused' : 'refused');
    this.#news.changed();
  }

  #later(error: unknown): void {
    this.#attempt += 1;
    let wait = backoff(this.#attempt, this.#deps.random);
    if (error instanceof Refusal && error.status === 429) {
      wait = Math.max(wait, error.retryAfterMs);
      this.#notBefore = this.#deps.now() + wait;
      this.#news.slow(this.#notBefore);
    } else if (error instanceof Refusal && !error.mayPass) {
      // the session itself is refused
      if (error.status === 401) this.#deps.forgetVisitor();
      else {
        const item = this.#next();
        if (item) this.#refused(item, error);
        wait = 0;
      }
    } else this.#news.away(true);
    this.#timer = this.#deps.setTimer(() => this.run(), wait);
  }
}
