import type { Clock } from '../clock/clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Uploads } from '../files/uploads.ts';
import type { Interactivity } from '../interactivity/interactivity.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { View } from '../serve/view.ts';
import type { App, Token } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { Arguments } from './arguments.ts';

export type Json = Record<string, unknown>;

/** What the whole API works on. */
export interface Desk {
  world: World;
  clock: Clock;
  faults: Faults;
  limiter: Limiter;
  uploads: Uploads;
  interactivity: Interactivity;
  oauth: OAuth;
  /** a single-use address for a socket of that app */
  openSocket(appId: string): string;
  /** known once the server listens */
  baseUrl: string;
}

/** One authorised call with checked arguments. */
export interface Call extends Desk {
  method: string;
  args: Arguments;
  token: Token;
  app: App;
  view: View;
  /** the header of that name, as it came */
  authorization: string | undefined;
}

/** One Web API method, in one file with its family. */
export interface Method {
  status: 'supported' | 'partial';
  /** what a partial one leaves out */
  note?: string;
  /** answers what stands beside `ok: true`; throws ApiError for the rest */
  handle(call: Call): Json;
}
