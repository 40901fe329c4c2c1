import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Clock } from '../clock/clock.ts';
import { failed, type Line, type Retry, type Sent } from '../events/line.ts';
import { type DisconnectReason, type EnvelopeType, SocketConnection } from './socket-connection.ts';

/** Slack's own: a connection lives some five hours, or six minutes with `debug_reconnects`. */
const lifetimeS = { usual: 18_060, debug: 360 };

const mostConnections = 10;

/** A URL that nobody uses is good for that long, ms. */
const ticketMs = 30_000;

interface Ticket {
  appId: string;
  until: number;
}

/** Socket Mode: the connections of the app, and the addresses by which it makes them. */
export class Sockets implements Line {
  readonly kind = 'socket';
  /** Socket Mode in the app's settings; off: who comes is sent away */
  mode: 'undecided' | 'on' | 'off' = 'undecided';
  readonly #clock: Clock;
  readonly #tickets = new Map<string, Ticket>();
  readonly #listeners = new Set<() => void>();
  #connections: SocketConnection[] = [];
  #turn = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Oldest first; those that were told to go count until they have gone. */
  get connections(): readonly SocketConnection[] {
    return this.#connections;
  }

  /** The path and query of a new single-use address. */
  open(appId: string): string {
    const ticket = randomUUID();
    this.#tickets.set(ticket, { appId, until: this.#clock.now() + ticketMs });
    return `/link/?ticket=${ticket}&app_id=${appId}`;
  }

  /** Uses up the ticket of an address. Undefined: it was never given, was used, or is too old. */
  redeem(ticket: string): string | undefined {
    const known = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    return known && known.until >= this.#clock.now() ? known.appId : undefined;
  }

  /** Greets a connection, or sends it away when there are too many or Socket Mode is off. */
  accept(socket: WebSocket, appId: string, isDebug: boolean): void {
    const connection = new SocketConnection(socket, this.#clock, (gone) => {
      this.#connections = this.#connections.filter((other) => other !== gone);
      this.#tell();
    });
    const count = this.#open.length + 1;
    this.#connections.push(connection);
    if (this.mode !== 'on') connection.disconnect('link_disabled');
    else if (count > mostConnections) connection.disconnect('too_many_websockets');
    else connection.greet({ appId, count, lifetimeS: isDebug ? lifetimeS.debug : lifetimeS.usual });
    this.#tell();
  }

  /** To one of the connections, each in its turn. */
  async send(body: string, retry?: Retry, type?: EnvelopeType): Promise<Sent> {
    const open = this.#open;
    const connection = open[this.#turn++ % open.length];
    return connection ? connection.send(body, retry, type) : failed('connection_failed');
  }

  /** Tells every connection to go, for that reason. */
  disconnect(reason: DisconnectReason): void {
    for (const connection of [...this.#connections]) connection.disconnect(reason);
  }

  /** All connections break without a word. */
  cut(): void {
    for (const connection of [...this.#connections]) connection.cut();
  }

  /** Hears when connections come or go; the answer ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As at first: no connection, no address that would still be good. */
  clear(): void {
    this.mode = 'undecided';
    this.#tickets.clear();
    this.cut();
    this.#connections = [];
    this.#turn = 0;
  }

  get #open(): SocketConnection[] {
    return this.#connections.filter((connection) => !connection.isLeaving);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
