import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type { SeenRequest } from '@belay/server/http/seen-request';
import { redacted } from './redacted.ts';

/** One request as the tour shows it. */
export interface TailEntry {
  n: number;
  /** ms since the epoch, when it had ended */
  at: number;
  way: 'visitor-belay' | 'slack-belay' | 'belay-slack';
  /** method and where it went */
  line: string;
  /** what it was about, a few words */
  about: string;
  /** a status, or that no answer came */
  outcome: string;
  isWell: boolean;
  ms: number;
  /** the body, without anything that opens something; absent: it isn't kept */
  body?: string;
}

const kept = 200;
const longestBody = 3_000;
/** Said all the time, and no news. */
const dull = /\/(typing|seen|stream|look)\b/;
/** What reads channels into the memory is told on the page at `/`. */
const ofTheDesk =
  /^(chat|views|oauth)\.|^reactions\.(add|remove)$|^files\.(getUpload|completeUpload|delete)|^conversations\.(join|create|open)$|^(users\.info|auth\.revoke|apps\.uninstall)$/;

interface Parts {
  sandbox: Sandbox;
  tenant: string;
  /** ids of the channels that get cards */
  channels: ReadonlySet<string>;
}

/**
 * The real requests between visitor, Belay and Slack, as they end: of the demo organisation and the
 * sandbox's app alone. In memory, and never more than is shown.
 */
export class RequestTail {
  readonly #now: () => number;
  readonly #listeners = new Set<(entry: TailEntry) => void>();
  #entries: TailEntry[] = [];
  #n = 0;
  #parts: Parts | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Oldest first. */
  get entries(): readonly TailEntry[] {
    return this.#entries;
  }

  listen(listener: (entry: TailEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From now on what the sandbox is asked and tells; `posted` hears of cards that stand. */
  follow(parts: Parts, posted: (channel: string) => void): () => void {
    this.#parts = parts;
    const { sandbox, channels } = parts;
    const stops = [
      sandbox.calls.onCall(({ method, args, answer, ms }) => {
        if (!ofTheDesk.test(method)) return;
        // a code that is none: the answer tells whether the app's secret is right
        const isProbe = method === 'oauth.v2.access' && answer?.body.error === 'invalid_code';
        const isWell = isProbe || (answer?.status === 200 && answer.body.ok === true);
        const channel = typeof args.channel === 'string' ? args.channel : '';
        if (isWell && method === 'chat.postMessage') posted(channel);
        this.#add({
          ...{ way: 'belay-slack', line: `POST ${method}` },
          about: isProbe ? 'is the app’s secret right?' : this.#channelName(channel),
          outcome: answer
            ? isWell
              ? `${answer.status} ${isProbe ? 'it is' : 'ok'}`
              : `${answer.status} ${String(answer.body.error ?? 'no JSON')}`
            : 'no answer: the connection broke',
          ...{ isWell, ms, body: bodyOf(args) },
        });
      }),
      sandbox.events.onAttempt((attempt, body) => {
        const event = eventOf(body);
        if (!channels.has(String(event.channel ?? '')) && event.type !== 'app_home_opened') return;
        const about = [event.type, event.subtype].filter(Boolean).join(' ');
        this.#add({
          ...{ way: 'slack-belay', line: 'POST /slack/events', about },
          outcome: attempt.outcome === 'ok' ? '200' : attempt.outcome.replaceAll('_', ' '),
          isWell: attempt.outcome === 'ok',
          ms: 0,
          body: bodyOf(event),
        });
      }),
      sandbox.interactivity.onDeed(({ type, url, payload, told, ms }) => {
        const path = url ? new URL(url).pathname : 'over a socket';
        this.#add({
          ...{ way: 'slack-belay', line: `POST ${path}`, about: deedWords(type, payload) },
          outcome: told.ok ? '200' : told.reason.replaceAll('_', ' '),
          ...{ isWell: told.ok, ms, body: bodyOf(shortDeed(payload)) },
        });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** A request that the server answered; those of others and of nobody are not ours to show. */
  seen({ tenant, by, method, route, status, ms }: SeenRequest): void {
    if (tenant === undefined || tenant !== this.#parts?.tenant || by !== 'visitor') return;
    if (dull.test(route)) return;
    this.#add({
      ...{ way: 'visitor-belay', line: `${method} ${route}`, about: '' },
      ...{ outcome: String(status), isWell: status < 400, ms },
    });
  }

  #add(entry: Omit<TailEntry, 'n' | 'at'>): void {
    this.#n += 1;
    const whole = { ...entry, n: this.#n, at: this.#now(), ms: Math.round(entry.ms) };
    this.#entries.push(whole);
    if (this.#entries.length > kept) this.#entries.shift();
    for (const listener of this.#listeners) listener(whole);
  }

  #channelName(id: string): string {
    const room = this.#parts?.sandbox.world.rooms.get(id);
    return room ? `#${room.info.current.name}` : '';
  }
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function bodyOf(body: unknown): string {
  return JSON.stringify(redacted(withParsed(body)), null, 2).slice(0, longestBody);
}

/** Blocks and metadata come as JSON within forms. */
function withParsed(body: unknown): unknown {
  if (!isObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'string' && /^[[{]/.test(value) ? parsed(value) : value,
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function eventOf(body: string): Json {
  const envelope = parsed(body);
  const event = isObject(envelope) ? envelope.event : undefined;
  return isObject(event) ? event : {};
}

function deedWords(type: string, payload: Readonly<Json>): string {
  if (type === 'slash_commands')
    return `${String(payload.command)} ${String(payload.text ?? '')}`.trim();
  const [action] = Array.isArray(payload.actions) ? payload.actions : [];
  const id = isObject(action) ? String(action.action_id ?? '') : '';
  const view = isObject(payload.view) ? String(payload.view.callback_id ?? '') : '';
  return [payload.type, id || view].filter(Boolean).join(' ');
}

/** What was pressed, without the message that it stood on. */
function shortDeed({ type, user, channel, actions, view, command, text }: Readonly<Json>): Json {
  const state = isObject(view) ? view.state : undefined;
  return Object.fromEntries(
    Object.entries({ type, command, text, user, channel, actions, state }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
