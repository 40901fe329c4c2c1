import { BelayError } from '@belay/contract/error';
import { slackApiUrl } from '@belay/slack/client/web-api';
import { slackErrorClass } from '@belay/slack/error';
import { type Fields, fields, text } from '@belay/slack/parse/fields';

/** Slack said no, by its own name of why. Holds no secret. */
export class SlackSaidNo extends Error {
  override readonly name = 'SlackSaidNo';
  readonly code: string;
  constructor(method: string, code: string) {
    super(`${method} was refused: ${code}`);
    this.code = code;
  }
}

const patienceMs = 10_000;

/**
 * One request to Slack about an app rather than a workspace's content: tokens, consent, removal. No
 * retries. Throws `SlackSaidNo`, or `UNAVAILABLE` where nobody knows what came of it.
 */
export async function slackCall(
  at: { apiUrl: string | undefined; signal?: AbortSignal },
  method: string,
  who: { token: string } | { clientId: string; clientSecret: string },
  args: Record<string, string> = {},
): Promise<Fields> {
  const timeout = AbortSignal.timeout(patienceMs);
  let body: Fields;
  try {
    const answer = await fetch(new URL(method, at.apiUrl ?? slackApiUrl), {
      method: 'POST',
      redirect: 'error',
      headers: {
        authorization: 'token' in who ? `Bearer ${who.token}` : basic(who),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(args).toString(),
      signal: at.signal ? AbortSignal.any([timeout, at.signal]) : timeout,
    });
    body = fields(await answer.json());
  } catch (cause) {
    throw unreachable(method, 'no answer', cause);
  }
  if (body.ok === true) return body;
  const code = nameOf(text(body.error));
  if (code === undefined || slackErrorClass(code) === 'retry')
    throw unreachable(method, code ?? 'an unknown answer');
  throw new SlackSaidNo(method, code);
}

function basic({ clientId, clientSecret }: { clientId: string; clientSecret: string }): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

function unreachable(method: string, why: string, cause?: unknown): BelayError {
  return new BelayError(
    'UNAVAILABLE',
    `Slack can’t be asked right now (${method}: ${why}). Try again in a moment.`,
    { retry_after_s: 5 },
    { cause },
  );
}

/** A name of Slack's, never more of a stranger's text than that. */
function nameOf(error: string | undefined): string | undefined {
  return error !== undefined && /^[a-z_]{1,60}$/.test(error) ? error : undefined;
}
