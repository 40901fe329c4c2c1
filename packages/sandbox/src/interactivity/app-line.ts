import type { Clock } from '../clock/clock.ts';
import type { Sent } from '../events/line.ts';
import { postSigned } from '../events/post-signed.ts';
import type { Sockets } from '../sockets/sockets.ts';

/** A slash command of the app. */
export interface Command {
  /** with its slash: `/belay` */
  command: string;
  description: string;
  usageHint: string;
  /** default: the app's interactivity URL */
  url?: string;
}

export interface Shortcut {
  kind: 'global' | 'message';
  callbackId: string;
  name: string;
}

/** Where an app hears of what people do with it, as its owner set it. */
export interface InteractivitySettings {
  /** undefined: interactivity is off, unless the app has sockets */
  requestUrl: string | undefined;
  commands: readonly Command[];
  shortcuts: readonly Shortcut[];
  hasHome: boolean;
}

export interface LineOptions {
  clock: Clock;
  sockets: Sockets;
  signingSecret: string;
}

/** What became of telling the app: its answer, or why there is none. */
export type Told = Sent | { ok: false; reason: 'not_configured' };

/** Tells the app of one interaction, once: over its socket, or as a signed form. */
export async function tellApp(
  { clock, sockets, signingSecret }: LineOptions,
  to: { type: 'interactive' | 'slash_commands'; url: string | undefined },
  payload: Record<string, unknown>,
): Promise<Told> {
  if (sockets.mode === 'on') return sockets.send(JSON.stringify(payload), undefined, to.type);
  if (to.url === undefined) return { ok: false, reason: 'not_configured' };
  const fields: Record<string, string> =
    to.type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return postSigned(to.url, { clock, signingSecret }, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
}
