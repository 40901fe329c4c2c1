import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { addJob } from '../../jobs/add-job.ts';
import type { Task } from '../../jobs/tasks.ts';
import { SlackSaidNo, slackCall } from '../slack-call.ts';
import { tellConnectors } from '../tell-connectors.ts';
import { installationAccess } from './installation-token.ts';
import { loseInstallation } from './lose-installation.ts';

/** Slack's servers learn of an end one after the other. */
const againMs = 60_000;

/** Slack refused the token of an installation: whether for good is found out by a job. */
export async function oweVerification(
  db: pg.Pool | pg.PoolClient,
  place: { tenant: string; installation: string },
): Promise<void> {
  await addJob(db, 'verify_slack', place, { key: `verify_slack:${place.installation}` });
}

/**
 * Tries whether an installation still counts at Slack, after an event that might concern an earlier
 * one; what Slack says of the token itself is the truth, in whatever order events came (INS-4).
 */
export const verifyInstallation: Task<{
  tenant: string;
  installation: string;
  again?: boolean;
}> = async (ctx, { tenant, installation, again = false }) => {
  const { rows } = await ctx.pool.query<{ token: Buffer | null; token_at: Date }>(
    `select token, token_at from slack_installation
     where tenant = $1 and id = $2 and state = 'active'`,
    [tenant, installation],
  );
  const [asked] = rows;
  if (!asked) return;
  const code = await refusalOf(ctx, tenant, installation);
  const place = { tenant, installation };
  const isLost =
    code !== undefined &&
    (await inTransaction(ctx.pool, (db) =>
      loseInstallation(db, ctx, place, { what: 'either', mend: 'add', code, asked }),
    ));
  if (isLost) await tellConnectors(ctx, [{ tenant, id: installation }], 'revoked');
  // a token that came meanwhile is tried, too
  else if (!again || code !== undefined)
    await addJob(
      ctx.pool,
      'verify_slack',
      { tenant, installation, again: true },
      { key: `verify_slack:${installation}`, at: new Date(ctx.now() + againMs) },
    );
};

const endCodes = new Set(['account_inactive', 'token_revoked', 'invalid_auth']);

/** Slack's word for why the token counts no more; undefined: it does. Throws where nobody knows. */
async function refusalOf(
  ctx: Context,
  tenant: string,
  installation: string,
): Promise<string | undefined> {
  try {
    const { token, apiUrl } = await installationAccess(ctx, tenant, installation);
    await slackCall({ apiUrl, signal: ctx.stopping }, 'auth.test', { token });
    return undefined;
  } catch (error) {
    if (error instanceof SlackSaidNo && endCodes.has(error.code)) return error.code;
    // renewal was refused: it is counted there
    if (error instanceof SlackSaidNo || isGone(error)) return undefined;
    throw error;
  }
}

const isGone = (error: unknown) =>
  error instanceof BelayError && (error.code === 'SLACK_REFUSED' || error.code === 'NOT_FOUND');
