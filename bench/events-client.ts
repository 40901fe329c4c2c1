import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { SaidMessage } from './events-slack.ts';

/** What one run of the load generator is told, and what it tells. */
export interface Load {
  url: string;
  secret: string;
  count: number;
  connections: number;
  /** deliveries a second; absent: as fast as they are answered */
  perSecond?: number;
  /** ids are `<prefix><number>` */
  prefix: string;
  teamId: string;
  appId: string;
  botUserId: string;
  /** what is told, over and over */
  live: { channel: string; messages: SaidMessage[] };
}
export interface LoadResult {
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
}

/**
 * The load generator, in a process of its own: signs everything beforehand, then posts it over kept
 * connections. Bare sockets, so that both receivers are measured and not the client.
 */
process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result));
});

async function run(load: Load): Promise<LoadResult> {
  const requests = Array.from({ length: load.count }, (_, index) => request(load, index));
  const lines = await Promise.all(Array.from({ length: load.connections }, () => Line.open(load)));
  const waits: number[] = [];
  let refused = 0;
  let next = 0;
  const started = performance.now();
  await Promise.all(
    lines.map(async (line) => {
      for (let index = next++; index < load.count; index = next++) {
        // by the plan, not by when a connection was free: a queue counts
        const due = load.perSecond ? started + (index * 1000) / load.perSecond : performance.now();
        const early = due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const isTaken = await line.ask(requests[index] as Buffer);
        waits.push(performance.now() - due);
        if (!isTaken) refused++;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const line of lines) line.close();
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor((waits.length - 1) * share)] as number;
  return { perSecond: load.count / seconds, p50: at(0.5), p99: at(0.99), refused };
}

/** A message event of ordinary size, as the Events API sends it. */
function request(load: Load, index: number): Buffer {
  const seconds = Math.floor(Date.now() / 1000);
  const { channel, messages } = load.live;
  const { ts, user, text } = messages[index % messages.length] as SaidMessage;
  const element = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  const body = JSON.stringify({
    token: 'deprecated',
    team_id: load.teamId,
    context_team_id: load.teamId,
    context_enterprise_id: null,
    api_app_id: load.appId,
    event: {
      type: 'message',
      user,
      ts,
      client_msg_id: '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f',
      text,
      team: load.teamId,
      blocks: [{ type: 'rich_text', block_id: 'b1', elements: [element] }],
      channel,
      event_ts: ts,
      channel_type: 'channel',
    },
    type: 'event_callback',
    event_id: `${load.prefix}${index}`,
    event_time: seconds,
    authorizations: [
      {
        enterprise_id: null,
        team_id: load.teamId,
        user_id: load.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${load.prefix}${index}`,
  });
  const digest = createHmac('sha256', load.secret).update(`v0:${seconds}:${body}`).digest('hex');
  const { host } = new URL(load.url);
  return Buffer.from(
    `POST /slack/events HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nx-slack-request-timestamp: ${seconds}\r\nx-slack-signature: v0=${digest}\r\n\r\n${body}`,
  );
}

/** One kept connection with one request under way. */
class Line {
  readonly #socket: Socket;
  #answer = '';
  #settle: ((isTaken: boolean) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#hear(data.toString('latin1')));
    socket.on('error', (error) => this.#fail?.(error));
    socket.on('close', () => this.#fail?.(new Error('the receiver hung up')));
  }

  static open({ url }: Load): Promise<Line> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new Line(socket)));
      socket.once('error', reject);
    });
  }

  ask(bytes: Buffer): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#fail = reject;
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#fail = undefined;
    this.#socket.destroy();
  }

  #hear(data: string): void {
    this.#answer += data;
    const end = this.#answer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#answer.slice(0, end).toLowerCase();
    const rest = this.#answer.slice(end + 4);
    const length = /content-length: (\d+)/.exec(head)?.[1];
    const isWhole = length === undefined ? rest.endsWith('0\r\n\r\n') : rest.length >= +length;
    if (!isWhole) return;
    this.#answer = '';
    this.#settle?.(head.startsWith('http/1.1 200'));
  }
}
