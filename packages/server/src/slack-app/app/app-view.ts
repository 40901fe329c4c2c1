import type { SlackAppView } from '@belay/contract/desk/slack-app';
import { type DeskManifest, deskManifest } from '@belay/slack/app/desk-manifest';
import { createAppLink } from '@belay/slack/app/slack-manifest';
import type { Context } from '../../context.ts';
import { isPublic, redirectUrl, slackPaths, whyNoConsent } from './app-addresses.ts';
import { appCredentials } from './app-credentials.ts';

/** How the app that is still to be made hears Slack. */
export type ManifestMode = 'http' | 'socket';

/** Whose app it is, and the manifest of one for this server; secrets are never told (INS-5). */
export async function appView(
  ctx: Context,
  tenant: string,
  mode: ManifestMode = isPublic(ctx) ? 'http' : 'socket',
): Promise<SlackAppView> {
  const app = await appCredentials(ctx, tenant);
  const hint = whyNoConsent(ctx, app);
  const manifest = ownManifest(ctx, mode);
  return {
    credentials: app?.whose ?? null,
    client_id: app?.clientId ?? null,
    has_client_secret: app?.clientSecret !== undefined,
    has_signing_secret: app?.signingSecret !== undefined,
    has_app_token: app?.appToken !== undefined,
    can_add_to_slack: hint === undefined,
    hint: hint ?? null,
    redirect_url: redirectUrl(ctx),
    request_url: ctx.config.publicUrl + slackPaths.events,
    create_app_url: createAppLink(manifest),
    manifest: `${JSON.stringify(manifest, null, 2)}\n`,
  };
}

/**
 * Tokens that come by consent rotate. Over a socket they are pasted, and a rotating one could not
 * be renewed: nobody pastes what renews it.
 */
function ownManifest(ctx: Context, mode: ManifestMode): DeskManifest {
  const { publicUrl } = ctx.config;
  if (mode === 'socket' || !isPublic(ctx))
    return deskManifest('Belay', { by: 'socket' }, { tokenRotation: false });
  return deskManifest(
    'Belay',
    {
      by: 'http',
      events: publicUrl + slackPaths.events,
      interactivity: publicUrl + slackPaths.interactivity,
      command: publicUrl + slackPaths.command,
      redirect: redirectUrl(ctx),
    },
    { tokenRotation: true },
  );
}
