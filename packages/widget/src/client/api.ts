import type {
  VisitorMessageAnswer,
  WidgetAgent,
  WidgetConversation,
  WidgetSession,
  WidgetTranscript,
} from '@belay/contract/desk/widget';
import type { HostPage } from '../wire/host-message.ts';
import { refusalOf } from './refusal.ts';

/** A lost connection is noticed after this, ms. */
const patienceMs = 20_000;

export interface RatingGiven {
  thumb?: 'up' | 'down';
  stars?: number;
  comment?: string;
}

export interface MessageToSend {
  conversation_id: string | null;
  resume: boolean;
  text: string;
  file_ids: string[];
  client_id: string;
  page?: HostPage;
  language?: string;
}

export interface SessionAsked {
  language?: string;
  page?: HostPage;
  identity?: unknown;
}

/** The visitors' calls. Throws `Refusal` for an answer that refuses, `TypeError` where none came. */
export class Api {
  readonly #fetch: typeof fetch;
  readonly #token: () => string | null;
  readonly #agent: string;

  constructor(
    agent: string,
    token: () => string | null,
    fetcher: typeof fetch = (...request) => fetch(...request),
  ) {
    this.#agent = agent;
    this.#token = token;
    this.#fetch = fetcher;
  }

  agent = () => this.#ask<WidgetAgent>('GET', `agents/${this.#agent}`);
  session = (asked: SessionAsked) =>
    this.#ask<WidgetSession>('POST', 'session', { agent_id: this.#agent, ...asked });
  transcript = (id: string, before?: number) =>
    this.#ask<WidgetTranscript>(
      'GET',
      `conversations/${id}${before === undefined ? '' : `?before=${before}`}`,
    );
  send = (message: MessageToSend) => this.#ask<VisitorMessageAnswer>('POST', 'messages', message);
  seen = (id: string, seq: number) => this.#ask<void>('POST', `conversations/${id}/seen`, { seq });
  typing = (id: string) => this.#ask<void>('POST', `conversations/${id}/typing`, {});
  escalate = (id: string) => this.#of(id, 'escalate', {});
  continueWith = (id: string, escalation_id: string) => this.#of(id, 'continue', { escalation_id });
  close = (id: string) => this.#of(id, 'close', {});
  rate = (id: string, rating: RatingGiven) => this.#of(id, 'rating', rating);
  mail = (id: string, email: string) => this.#of(id, 'mail', { email });
  lead = (fields: Record<string, string>, conversation_id: string | null) =>
    this.#ask<WidgetConversation>('POST', 'leads', { fields, conversation_id });

  /** What an upload needs: a request that can tell its progress isn't made here. */
  uploadRequest(name: string): { url: string; authorization: string } {
    return {
      url: `/v1/widget/files?name=${encodeURIComponent(name)}`,
      authorization: `Bearer ${this.#token() ?? ''}`,
    };
  }

  /** The live stream, behind `lastId`. Ends with `signal`. */
  async stream(lastId: string | null, signal: AbortSignal): Promise<Response> {
    const answer = await this.#fetch('/v1/widget/stream', {
      headers: {
        ...this.#authorization(),
        ...(lastId === null ? {} : { 'last-event-id': lastId }),
      },
      cache: 'no-store',
      signal,
    });
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  }

  #of(id: string, verb: string, body: object) {
    return this.#ask<WidgetConversation>('POST', `conversations/${id}/${verb}`, body);
  }

  #authorization(): Record<string, string> {
    const token = this.#token();
    return token === null ? {} : { authorization: `Bearer ${token}` };
  }

  async #ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await this.#fetch(`/v1/widget/${path}`, {
      method,
      headers: {
        ...this.#authorization(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // cookies of the dashboard's people say nothing about visitors
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!answer.ok) throw await refusalOf(answer);
    // the contract of the call; 204 has nothing to read, and nobody reads it
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  }
}
