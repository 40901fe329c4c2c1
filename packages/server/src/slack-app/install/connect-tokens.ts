import type { slackTokensBody } from '@belay/contract/desk/slack-app';
import type { SlackConnected } from '@belay/contract/desk/slack-install';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import { checkToken, grantedScopes } from '../../connectors/installation/check-token.ts';
import { refuseOtherSecrets } from '../../connectors/installation/token-kind.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { findAgent } from '../../desk/agents/find-agent.ts';
import { checkAppToken } from '../socket/check-app-token.ts';
import { auditSlack } from './audit-slack.ts';
import { installationId, noSuchInstallation } from './find-installation.ts';
import { askGrantedTeams } from './granted-teams.ts';
import { installationViews } from './installation-views.ts';
import { refuseMute } from './refuse-mute.ts';
import { saveInstall } from './save-install.ts';
import { writeBinding } from './write-binding.ts';

/**
 * Connects an agent with tokens that a person pasted, where consent can't come back to us (INS-5).
 * Nothing is stored that Slack refuses, and nothing that could not be heard. Throws INVALID_BODY with
 * the field, SLACK_REFUSED, CONFLICT where the workspace belongs to others.
 */
export async function connectTokens(
  ctx: Context,
  caller: Caller,
  agent: string,
  body: z.output<typeof slackTokensBody>,
): Promise<SlackConnected> {
  const { tenant } = caller;
  await findAgent(ctx.pool, { tenant, agent });
  refuseOtherSecrets(body);
  const checked = await checkToken(ctx, body.token);
  if (checked.granted) refuseMute(grantedScopes(checked));
  if (body.app_token !== undefined) await checkAppToken(ctx, body.app_token);
  const isOrgWide = checked.teamId === checked.enterpriseId;
  const access = { token: body.token, apiUrl: ctx.slackApiUrl(body.token) };
  const teams = isOrgWide ? await askGrantedTeams(access, ctx.stopping) : null;
  const teamId = isOrgWide ? (teams?.length === 1 ? teams[0]?.id : undefined) : checked.teamId;
  const installation = await inTransaction(ctx.pool, async (db) => {
    const id = await saveInstall(db, ctx, tenant, {
      ...{ app: null, apiUrl: null, checked, token: body.token, refresh: undefined },
      ...{ isOrgWide, enterpriseName: isOrgWide ? checked.teamName : null, grantedTeams: teams },
      ...{ signing_secret: body.signing_secret, app_token: body.app_token, by: caller.actor },
    });
    const { rowCount } = await db.query(
      `select from slack_installation where tenant = $1 and id = $2
         and (signing_secret is not null or app_token is not null)`,
      [tenant, id],
    );
    if (rowCount === 0) throw deaf();
    await auditSlack(db, ctx.now(), caller, 'tokens', {
      installation_id: installationId(id),
      team_id: checked.teamId,
      given: ['token', 'app_token', 'signing_secret'].filter(
        (name) => body[name as keyof typeof body] !== undefined,
      ),
    });
    if (teamId !== undefined)
      await writeBinding(db, ctx, caller, { agent, installation: id, teamId });
    return id;
  });
  ctx.channelListings.forget(tenant, body.token);
  ctx.feed.wake();
  const [view] = await installationViews(ctx, tenant, installation);
  if (!view) throw noSuchInstallation();
  return { installation: view, team_id: teamId ?? null };
}

/** Cards would be posted, and nobody who presses Take Over be heard. */
function deaf(): BelayError {
  return new BelayError(
    'INVALID_BODY',
    'Give the app-level token (xapp-…) too, or the Signing Secret where Slack reaches this server: without one of them, nobody who presses Take Over is heard.',
    { field: 'app_token', reason: 'neither app_token nor signing_secret' },
  );
}
