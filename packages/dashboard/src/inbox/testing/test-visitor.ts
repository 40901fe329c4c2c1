import type {
  VisitorMessageAnswer,
  WidgetMessage,
  WidgetSession,
  WidgetTranscript,
} from '@belay/contract/desk/widget';
import type { TestServer } from '@belay/server/testing/start-test-server';

/** Somebody on a website, over the visitors' API. */
export class TestVisitor {
  readonly #server: TestServer;
  readonly #token: string;
  #sent = 0;
  /** public id, of the last conversation that they wrote in */
  conversation: string | null = null;

  private constructor(server: TestServer, token: string) {
    this.#server = server;
    this.#token = token;
  }

  static async open(server: TestServer, agent: string): Promise<TestVisitor> {
    const answer = await fetch(`${server.url}/v1/widget/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        agent_id: agent,
        language: 'en',
        page: { url: 'https://shop.fernhill.test/ropes', title: 'Ropes' },
      }),
    });
    if (!answer.ok) throw new Error(`session: ${answer.status} ${await answer.text()}`);
    const { token } = (await answer.json()) as WidgetSession;
    return new TestVisitor(server, token ?? '');
  }

  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(this.#server.url + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    // what each route's contract says
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  async say(text: string): Promise<void> {
    this.#sent += 1;
    const { conversation } = await this.call<VisitorMessageAnswer>('POST', '/v1/widget/messages', {
      conversation_id: this.conversation,
      text,
      client_id: `said-${this.#sent}`,
    });
    this.conversation = conversation.id;
  }

  /** "Talk to a person". */
  askForPerson(): Promise<unknown> {
    return this.call('POST', `/v1/widget/conversations/${this.conversation}/escalate`, {});
  }

  async transcript(): Promise<WidgetMessage[]> {
    const path = `/v1/widget/conversations/${this.conversation}`;
    return (await this.call<WidgetTranscript>('GET', path)).messages;
  }

  /** What people wrote to them, in order. */
  async heard(): Promise<string[]> {
    const messages = await this.transcript();
    return messages
      .filter(
        ({ author, kind, deleted_at }) =>
          author.kind === 'operator' && kind === 'text' && !deleted_at,
      )
      .map(({ text }) => text);
  }
}
