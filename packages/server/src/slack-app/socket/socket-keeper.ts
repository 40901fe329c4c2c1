import type { Context } from '../../context.ts';
import { type OpenSocket, openSocket } from './open-socket.ts';
import { wantedSocket } from './wanted-socket.ts';

/** The Socket Mode connection of one installation, while its agents or connectors want one. */
export class SocketKeeper {
  readonly #ctx: Context;
  readonly #place: { tenant: string; installation: string };
  readonly #side: 'desk' | 'connectors';
  #taken: { token: string; socket: OpenSocket } | undefined;

  constructor(
    ctx: Context,
    place: { tenant: string; installation: string },
    side: 'desk' | 'connectors',
  ) {
    this.#ctx = ctx;
    this.#place = place;
    this.#side = side;
  }

  /** Opens, keeps or closes it as things are now. */
  async adjust(): Promise<void> {
    const wanted = await wantedSocket(this.#ctx, this.#place, this.#side);
    if (this.#taken?.token === wanted?.appToken) return;
    await this.close();
    if (!wanted) return;
    const { appToken, apiUrl } = wanted;
    const { tenant, installation: id } = this.#place;
    const at = { ...this.#ctx, slackApiUrl: () => apiUrl };
    this.#taken = { token: appToken, socket: openSocket({ tenant, id, appToken }, at) };
  }

  /** After what is under way was answered. */
  async close(): Promise<void> {
    const socket = this.#taken?.socket;
    this.#taken = undefined;
    await socket?.close();
  }
}
