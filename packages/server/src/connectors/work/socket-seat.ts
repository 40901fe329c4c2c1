import type { Context } from '../../context.ts';
import { type OpenSocket, openSocket } from '../../slack-app/socket/open-socket.ts';
import { secretName } from '../installation/installation-secrets.ts';
import type { InstallationAtHand } from './read-connectors.ts';

/** The Socket Mode connection of an installation, while a connector of it wants real time. */
export class SocketSeat {
  readonly #ctx: Context;
  #taken: { token: string; socket: OpenSocket } | undefined;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Opens, keeps or closes it as things are now. */
  async adjust({ tenant, id, appToken, state, connectors }: InstallationAtHand): Promise<void> {
    const isWanted = connectors.some(
      ({ wanted, settings }) => wanted === 'running' && settings.mode === 'realtime',
    );
    const token = isWanted && state === 'active' ? appToken?.toString('hex') : undefined;
    if (this.#taken?.token === token) return;
    await this.close();
    if (token === undefined || !appToken) return;
    const plain = this.#ctx.sealer.open(secretName.appToken(id), appToken);
    this.#taken = { token, socket: openSocket({ tenant, id, appToken: plain }, this.#ctx) };
  }

  async close(): Promise<void> {
    const socket = this.#taken?.socket;
    this.#taken = undefined;
    await socket?.close();
  }
}
