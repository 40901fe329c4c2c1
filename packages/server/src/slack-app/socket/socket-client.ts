import { fields, text } from '@belay/slack/parse/fields';
import { type Logger, LogLevel, SocketModeClient } from '@slack/socket-mode';

/** One envelope; `acknowledge` throws when the connection is gone. */
export interface Envelope {
  type: string;
  payload: unknown;
  acknowledge(): Promise<void>;
}

export interface Heard {
  envelope(envelope: Envelope): void;
  /** Slack wants the connection to end; it stays open until it is closed */
  leave(reason: string): void;
}

/** The client logs whole messages; those are nobody's business. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
const patienceMs = 10_000;

/**
 * The official client for exactly one connection: it opens it, says hello and minds the heartbeat.
 * Ending and opening anew is ours: on its own it would leave before the next one is there, and an
 * envelope without an event would take the process down.
 */
export class SocketClient extends SocketModeClient {
  readonly #heard: Heard;

  constructor(appToken: string, apiUrl: string | undefined, heard: Heard) {
    super({
      appToken,
      autoReconnectEnabled: false,
      logger: silent,
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        allowAbsoluteUrls: false,
        rejectRateLimitedCalls: true,
        retryConfig: { retries: 0 },
        timeout: patienceMs,
      },
    });
    this.#heard = heard;
  }

  protected override async onWebSocketMessage(
    data: string | ArrayBuffer,
    isBinary: boolean,
  ): Promise<void> {
    const frame = fields(isBinary ? undefined : jsonOf(String(data)));
    const type = text(frame.type) ?? '';
    const id = text(frame.envelope_id);
    if (type === 'hello') await super.onWebSocketMessage(data, isBinary);
    else if (type === 'disconnect') this.#heard.leave(text(frame.reason) ?? '');
    else if (id !== undefined)
      this.#heard.envelope({
        type,
        payload: frame.payload,
        acknowledge: () => this.#say({ envelope_id: id }),
      });
  }

  #say(message: object): Promise<void> {
    return new Promise((resolve, reject) => {
      const { websocket } = this;
      if (!websocket?.isActive()) reject(new Error('the connection is gone'));
      else websocket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve()));
    });
  }
}

function jsonOf(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
