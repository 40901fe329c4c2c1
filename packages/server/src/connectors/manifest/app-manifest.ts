import { createAppLink, type SlackManifest, slackManifest } from '@belay/slack/app/slack-manifest';

/** A Slack app for this server, ready to be made. */
export interface AppManifest {
  manifest: SlackManifest;
  /** Slack's page with the manifest filled in */
  link: string;
  mode: 'http' | 'socket';
  /** where events go; null over a socket */
  request_url: string | null;
  /** why the mode is another one than was asked for, in words */
  note: string | null;
}

const eventsPath = '/slack/events';

/**
 * The manifest for this server's own address. Slack sends events to https alone: without it the
 * app is made for Socket Mode, and the note says so.
 */
export function appManifest(
  publicUrl: string,
  wish: { mode: 'http' | 'socket'; scopes?: readonly string[] | undefined; name: string },
): AppManifest {
  const isReachable = publicUrl.startsWith('https://');
  const mode = wish.mode === 'http' && isReachable ? 'http' : 'socket';
  const url = publicUrl + eventsPath;
  const full = slackManifest(wish.name, mode === 'http' ? { by: 'http', url } : { by: 'socket' });
  const manifest = wish.scopes ? narrowed(full, wish.scopes) : full;
  return {
    manifest,
    link: createAppLink(manifest),
    mode,
    request_url: mode === 'http' ? url : null,
    note:
      wish.mode === 'http' && !isReachable
        ? `Slack sends events to https addresses only, and this server is ${publicUrl}. Socket Mode needs no public address; or set BELAY_URL to an https address that reaches this server.`
        : null,
  };
}

/** Fewer scopes than the app could use; what it doesn't know is left out. */
function narrowed(manifest: SlackManifest, scopes: readonly string[]): SlackManifest {
  const bot = manifest.oauth_config.scopes.bot.filter((scope) => scopes.includes(scope));
  return { ...manifest, oauth_config: { scopes: { bot } } };
}
