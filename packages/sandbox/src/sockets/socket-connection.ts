import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Clock } from '../clock/clock.ts';
import { ackMs, failed, type Retry, type Sent } from '../events/line.ts';

/** Why Slack ends a connection, in its own words. */
export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

export type EnvelopeType = 'events_api' | 'interactive' | 'slash_commands';

export interface Welcome {
  appId: string;
  /** how many there are with this one */
  count: number;
  /** Slack refreshes a connection after that long, s */
  lifetimeS: number;
}

const pingEveryMs = 10_000;

/** Slack warns that long before it refreshes a connection. */
const warningMs = 10_000;

/** After its last words Slack closes a connection that the app leaves open. */
const patienceMs = 10_000;

/** One socket of an app: envelopes go out, acknowledgements come in. */
export class SocketConnection {
  readonly id = randomUUID().slice(0, 8);
  /** ms */
  readonly since: number;
  /** envelopes that were acknowledged in time */
  acknowledged = 0;
  /** it was told to go: nothing more is sent to it */
  isLeaving = false;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, (sent: Sent) => void>();
  #timers: (() => void)[] = [];

  constructor(socket: WebSocket, clock: Clock, onClose: (connection: SocketConnection) => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.since = clock.now();
    socket.on('message', (data) => this.#hear(String(data)));
    // the close that follows an error says all that matters
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isLeaving = true;
      for (const cancel of this.#timers.splice(0)) cancel();
      for (const settle of [...this.#waiting.values()]) settle(failed('connection_failed'));
      onClose(this);
    });
    this.#ping();
  }

  /** Says hello, and goodbye when its time is over. */
  greet({ appId, count, lifetimeS }: Welcome): void {
    this.#say({
      type: 'hello',
      num_connections: count,
      debug_info: {
        ...this.#debugInfo(),
        build_number: 1,
        approximate_connection_time: lifetimeS,
      },
      connection_info: { app_id: appId },
    });
    const lifetime = lifetimeS * 1_000;
    this.#after(lifetime - warningMs, () => this.disconnect('warning'));
    this.#after(lifetime, () => this.disconnect('refresh_requested'));
  }

  /** One envelope, and whether it was acknowledged within 3 s; `text` is the payload of the answer. */
  send(body: string, retry?: Retry, type: EnvelopeType = 'events_api'): Promise<Sent> {
    const envelopeId = randomUUID();
    return new Promise((resolve) => {
      const settle = (sent: Sent) => {
        cancel();
        this.#waiting.delete(envelopeId);
        resolve(sent);
      };
      const cancel = this.#clock.after(ackMs, () => settle(failed('http_timeout')));
      this.#waiting.set(envelopeId, settle);
      this.#say({
        envelope_id: envelopeId,
        payload: JSON.parse(body),
        type,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api'
          ? {
              retry_attempt: retry?.number ?? 0,
              retry_reason: retry ? retryReason(retry) : '',
            }
          : {}),
      });
    });
  }

  /** Tells the app to go, and closes when it doesn't. A warning alone ends nothing. */
  disconnect(reason: DisconnectReason): void {
    this.#say({ type: 'disconnect', reason, debug_info: this.#debugInfo() });
    if (reason === 'warning') return;
    this.isLeaving = true;
    this.#after(patienceMs, () => this.#socket.close(1000));
  }

  /** The connection breaks without a word. */
  cut(): void {
    this.isLeaving = true;
    this.#socket.terminate();
  }

  #ping(): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping('Ping from the sandbox');
    this.#after(pingEveryMs, () => this.#ping());
  }

  /** An acknowledgement counts once and in time; anything else that an app says is ignored. */
  #hear(text: string): void {
    const { envelopeId, answer } = acknowledgement(text);
    const settle = this.#waiting.get(envelopeId);
    if (!settle) return;
    this.acknowledged++;
    settle({ ok: true, text: answer });
  }

  #say(message: Record<string, unknown>): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #after(ms: number, work: () => void): void {
    this.#timers.push(this.#clock.after(ms, work));
  }

  #debugInfo() {
    return { host: `applink-${this.id}` };
  }
}

/** Slack's word for silence on a socket differs from the one that it has for HTTP. */
const retryReason = ({ reason }: Retry): string => (reason === 'http_timeout' ? 'timeout' : reason);

/** What an app says on a socket: which envelope it took, and its answer as JSON, if it gave one. */
function acknowledgement(text: string): { envelopeId: string; answer: string } {
  const nothing = { envelopeId: '', answer: '' };
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null || !('envelope_id' in said)) return nothing;
    const answer = 'payload' in said ? JSON.stringify(said.payload) : undefined;
    return { envelopeId: String(said.envelope_id), answer: answer ?? '' };
  } catch {
    return nothing;
  }
}
