import type { Context } from '../../context.ts';
import type { SlackAppCredentials } from './app-credentials.ts';

/** Where Slack comes to us. */
export const slackPaths = {
  events: '/slack/events',
  interactivity: '/slack/interactivity',
  command: '/slack/commands',
  redirect: '/slack/oauth/callback',
};

export const redirectUrl = (ctx: Pick<Context, 'config'>) =>
  ctx.config.publicUrl + slackPaths.redirect;

/** Slack's page of consent, or that of the server which speaks for it. */
export function authorizeUrl({ apiUrl }: Pick<SlackAppCredentials, 'apiUrl'>): URL {
  const path = '/oauth/v2/authorize';
  return new URL(path, apiUrl ?? 'https://slack.com');
}

/** Slack sends browsers and events to https addresses alone (INS-5). */
export const isPublic = (ctx: Pick<Context, 'config'>) =>
  ctx.config.publicUrl.startsWith('https://');

/**
 * Why Add to Slack can't work, in words; undefined: it can. Only another server than Slack sends
 * people back to an http address.
 */
export function whyNoConsent(
  ctx: Pick<Context, 'config' | 'slackApiUrl'>,
  app: SlackAppCredentials | undefined,
): string | undefined {
  const apiUrl = app ? app.apiUrl : ctx.slackApiUrl('');
  if (!isPublic(ctx) && apiUrl === undefined)
    return `Slack sends people back to https addresses only, and this server is ${ctx.config.publicUrl}. Make an app of the Socket Mode manifest and paste its tokens, or set BELAY_URL to an https address that reaches this server.`;
  if (!app?.clientId || !app.clientSecret)
    return 'There is no Slack app yet. Make one of the manifest, then store its Client ID, Client Secret and Signing Secret here; or paste the tokens of one.';
  if (!app.signingSecret && !app.appToken)
    return 'The app has neither a Signing Secret nor an app-level token here: nothing of Slack could be heard. Store one of them.';
  return undefined;
}
