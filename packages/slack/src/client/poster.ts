import type { CardMessage, HomeView, ModalView } from '../cards/block.ts';
import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';
import { isTs, msToTs } from '../ids/ts.ts';
import type { Message } from '../model.ts';
import { type Fields, fields, list, text } from '../parse/fields.ts';
import { type Member, parseMember } from '../parse/member.ts';
import { parseMessage } from '../parse/message.ts';
import { FilePoster } from './file-poster.ts';
import { type PostOutcome, postFailure } from './post-outcome.ts';
import type { Scheduler } from './scheduler.ts';
import { slackApiUrl, WebApi } from './web-api.ts';

export interface PosterOptions {
  token: string;
  clock: Clock;
  /** of this app in this workspace: all that write to it share one */
  scheduler: Scheduler;
  /** default Slack's own */
  apiUrl?: string;
  fetch?: typeof fetch;
  /** ms of real time for one request; default 10 s */
  timeoutMs?: number;
  /** ms that a call may wait for its method's turn; longer waits go back to the caller; default 2 s */
  mostWaitMs?: number;
}

/** Where a message is; `threadTs` as Slack answered it, undefined where it stands in no thread. */
export interface Posted {
  channel: string;
  ts: string;
  threadTs?: string;
}

export interface MessageRef {
  channel: string;
  ts: string;
}

/**
 * Writes to one workspace, each request once, under the budget of its method. What is wanted
 * already counts as done. One message a second for each channel is the caller's queue. Throws only
 * the signal's reason; a request that was under way then may still be done.
 */
export class SlackPoster {
  readonly files: FilePoster;
  readonly #api: WebApi;
  readonly #options: PosterOptions;

  constructor(options: PosterOptions) {
    this.#options = options;
    this.files = new FilePoster((...call) => this.#once(...call), options);
    this.#api = new WebApi({
      token: options.token,
      apiUrl: options.apiUrl ?? slackApiUrl,
      clock: options.clock,
      scheduler: options.scheduler,
      // nothing is repeated, so nothing is spread
      random: () => 0,
      fetch: options.fetch ?? globalThis.fetch,
      timeoutMs: options.timeoutMs ?? 10_000,
    });
  }

  /** `broadcast`: a reply that is also shown in the channel. */
  post(
    to: { channel: string; threadTs?: string; broadcast?: boolean },
    message: CardMessage,
    signal?: AbortSignal,
  ): Promise<PostOutcome<Posted>> {
    const thread =
      to.threadTs === undefined
        ? {}
        : { thread_ts: to.threadTs, reply_broadcast: to.broadcast ?? false };
    const args = { channel: to.channel, ...message, ...thread };
    return this.#once('chat.postMessage', args, posted, signal);
  }

  update(
    ref: MessageRef,
    { text: fallback, blocks, metadata }: CardMessage,
    signal?: AbortSignal,
  ): Promise<PostOutcome<Posted>> {
    const args = { ...ref, text: fallback, blocks, ...(metadata ? { metadata } : {}) };
    return this.#once('chat.update', args, posted, signal);
  }

  delete(ref: MessageRef, signal?: AbortSignal): Promise<PostOutcome<undefined>> {
    return this.#once('chat.delete', { ...ref }, nothing, signal, 'message_not_found');
  }

  /** `emoji` without colons. */
  addReaction(
    ref: MessageRef,
    emoji: string,
    signal?: AbortSignal,
  ): Promise<PostOutcome<undefined>> {
    const args = { channel: ref.channel, timestamp: ref.ts, name: emoji };
    return this.#once('reactions.add', args, nothing, signal, 'already_reacted');
  }

  removeReaction(
    ref: MessageRef,
    emoji: string,
    signal?: AbortSignal,
  ): Promise<PostOutcome<undefined>> {
    const args = { channel: ref.channel, timestamp: ref.ts, name: emoji };
    return this.#once('reactions.remove', args, nothing, signal, 'no_reaction');
  }

  /** A public channel; being in it already is fine. */
  join(channel: string, signal?: AbortSignal): Promise<PostOutcome<undefined>> {
    return this.#once('conversations.join', { channel }, nothing, signal, 'already_in_channel');
  }

  /** Shown to one member of the channel, until they reload. */
  postEphemeral(
    to: { channel: string; user: string; threadTs?: string },
    { text: fallback, blocks }: CardMessage,
    signal?: AbortSignal,
  ): Promise<PostOutcome<undefined>> {
    const thread = to.threadTs === undefined ? {} : { thread_ts: to.threadTs };
    const args = { channel: to.channel, user: to.user, text: fallback, blocks, ...thread };
    return this.#once('chat.postEphemeral', args, nothing, signal);
  }

  /** Within 3 s of the click that `triggerId` came with; once. */
  openView(
    triggerId: string,
    view: ModalView,
    signal?: AbortSignal,
  ): Promise<PostOutcome<{ id: string; hash?: string }>> {
    return this.#once('views.open', { trigger_id: triggerId, view }, opened, signal);
  }

  /** `hash`: only if nobody changed it since. */
  updateView(
    { id, hash }: { id: string; hash?: string },
    view: ModalView,
    signal?: AbortSignal,
  ): Promise<PostOutcome<{ id: string; hash?: string }>> {
    const args = { view_id: id, view, ...(hash === undefined ? {} : { hash }) };
    return this.#once('views.update', args, opened, signal);
  }

  publishHome(
    userId: string,
    view: HomeView,
    signal?: AbortSignal,
  ): Promise<PostOutcome<undefined>> {
    return this.#once('views.publish', { user_id: userId, view }, nothing, signal);
  }

  /** Who somebody is, as Slack knows it now. */
  member(userId: string, signal?: AbortSignal): Promise<PostOutcome<Member>> {
    const args = { user: userId, include_locale: true };
    return this.#once('users.info', args, memberIn, signal);
  }

  /**
   * Looks for a message of ours by its key, after an outcome that nobody knows: in a thread, or in
   * the channel since a moment (ms). `value: null` is only said after all of that was read; where
   * there is more than `mostPages` pages the outcome stays unknown. Other apps can copy a key, so
   * the author counts, too.
   */
  async find(
    wanted: { channel: string; threadTs?: string; since: number; key: string; botId: string },
    signal?: AbortSignal,
  ): Promise<PostOutcome<Posted | null>> {
    const { channel, threadTs, since } = wanted;
    const method = threadTs === undefined ? 'conversations.history' : 'conversations.replies';
    const where = { channel, ...(threadTs === undefined ? {} : { ts: threadTs }) };
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const more = cursor === undefined ? {} : { cursor };
      const args = {
        ...where,
        oldest: msToTs(since),
        limit: 200,
        include_all_metadata: true,
        ...more,
      };
      const read = await this.#once(method, args, (body) => body, signal);
      if (read.kind !== 'done') return read;
      const found = list(read.value.messages).map(fields).find(isOurs(wanted));
      if (found)
        return { kind: 'done', value: posted({ channel, ts: found.ts, message: found }, method) };
      cursor = text(fields(read.value.response_metadata).next_cursor);
      if (cursor === undefined) return { kind: 'done', value: null };
    }
    return { kind: 'unknown-outcome', code: 'too_many_messages' };
  }

  /**
   * A thread as it stands, its root first. `isWhole: false`: there was more than `mostPages` pages,
   * so what is missing may be further on.
   */
  async thread(
    { channel, ts }: MessageRef,
    signal?: AbortSignal,
  ): Promise<PostOutcome<{ messages: Message[]; isWhole: boolean }>> {
    const messages: Message[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const args = { channel, ts, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
      const read = await this.#once('conversations.replies', args, (body) => body, signal);
      if (read.kind !== 'done') return read;
      messages.push(...list(read.value.messages).flatMap((raw) => parseMessage(raw) ?? []));
      cursor = text(fields(read.value.response_metadata).next_cursor);
      if (cursor === undefined) return { kind: 'done', value: { messages, isWhole: true } };
    }
    return { kind: 'done', value: { messages, isWhole: false } };
  }

  async #once<T>(
    method: string,
    args: Fields,
    read: (body: Fields, method: string) => T,
    signal: AbortSignal | undefined,
    /** Slack's word for "it is so already" */
    already?: string,
  ): Promise<PostOutcome<T>> {
    const { scheduler, clock, mostWaitMs = 2_000 } = this.#options;
    const ms = (scheduler.plan([method])[method]?.nextFreeAt ?? 0) - clock.now();
    if (ms > mostWaitMs) return { kind: 'retry-later', ms, code: 'our_own_limit' };
    try {
      const { body } = await this.#api.attempt(method, args, signal);
      return { kind: 'done', value: read(body, method) };
    } catch (error) {
      if (already !== undefined && error instanceof SlackError && error.code === already)
        return { kind: 'done', value: read({}, method) };
      return postFailure(error);
    }
  }
}

const mostPages = 10;

function isOurs({ key, botId }: { key: string; botId: string }): (message: Fields) => boolean {
  return ({ bot_id, metadata }) =>
    bot_id === botId && fields(fields(metadata).event_payload).key === key;
}

function nothing(): undefined {}

function memberIn(body: Fields): Member {
  const member = parseMember(body.user);
  if (!member) throw new SlackError('invalid_answer', 'users.info was answered without a user.');
  return member;
}

function posted(body: Fields, method: string): Posted {
  const channel = text(body.channel);
  const { ts } = body;
  const threadTs = fields(body.message).thread_ts;
  if (channel === undefined || !isTs(ts))
    throw new SlackError('invalid_answer', `${method} was answered without channel and ts.`);
  return { channel, ts, ...(isTs(threadTs) ? { threadTs } : {}) };
}

function opened(body: Fields, method: string): { id: string; hash?: string } {
  const view = fields(body.view);
  const id = text(view.id);
  const hash = text(view.hash);
  if (id === undefined)
    throw new SlackError('invalid_answer', `${method} was answered without a view.`);
  return { id, ...(hash === undefined ? {} : { hash }) };
}
