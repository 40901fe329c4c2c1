import type { Context } from '../../context.ts';
import { noteGap } from '../inbox/gaps.ts';
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
    const wasOpen = this.#taken !== undefined;
    await this.close();
    const { tenant, installation: id } = this.#place;
    if (!wanted) {
      if (wasOpen) await this.#noteHandOver();
      return;
    }
    const { appToken, apiUrl } = wanted;
    const at = { ...this.#ctx, slackApiUrl: () => apiUrl };
    this.#taken = { token: appToken, socket: openSocket({ tenant, id, appToken }, at) };
  }

  /** Whoever opens it now begins without knowing what came in between: connectors look once more. */
  async #noteHandOver(): Promise<void> {
    const { slackApp, now } = this.#ctx;
    const { tenant, installation: id } = this.#place;
    const gap = { reason: 'reconnected', audit: 'quick', since: now() } as const;
    slackApp.inbox.ring(await noteGap(slackApp.pool, [{ tenant, id }], gap));
  }

  /** After what is under way was answered. */
  async close(): Promise<void> {
    const socket = this.#taken?.socket;
    this.#taken = undefined;
    await socket?.close();
  }
}
