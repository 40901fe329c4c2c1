import { BelayError } from '@belay/contract/error';
import { slackApiUrl } from '@belay/slack/client/web-api';
import { fields, text } from '@belay/slack/parse/fields';
import type { Context } from '../../context.ts';
import { refusalOf } from './socket-words.ts';

const patienceMs = 10_000;

/**
 * Asks Slack whether a socket could be opened with this app token (`apps.connections.open`); none
 * is. Throws `SLACK_REFUSED` with the reason in words, or `UNAVAILABLE` where trying again helps.
 */
export async function checkAppToken(
  ctx: Pick<Context, 'slackApiUrl' | 'stopping'>,
  token: string,
): Promise<void> {
  const code = await errorOf(ctx, token);
  if (code === undefined) return;
  const refusal = refusalOf(code);
  if (refusal) throw new BelayError('SLACK_REFUSED', refusal, { slack_error: code });
  throw new BelayError(
    'UNAVAILABLE',
    `Slack could not check the app token (${code}). Try again in a moment.`,
    { retry_after_s: 5 },
  );
}

/** Slack's name of what went wrong; undefined: nothing. */
async function errorOf(
  ctx: Pick<Context, 'slackApiUrl' | 'stopping'>,
  token: string,
): Promise<string | undefined> {
  const url = new URL('apps.connections.open', ctx.slackApiUrl(token) ?? slackApiUrl);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ctx.stopping]),
    });
    const body = fields(await answer.json());
    return body.ok === true ? undefined : nameOf(text(body.error));
  } catch {
    return 'no connection';
  }
}

function nameOf(error: string | undefined): string {
  return error !== undefined && /^[a-z_]{1,64}$/.test(error) ? error : 'an unknown answer';
}
