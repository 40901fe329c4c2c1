import type { IncomingMessage } from 'node:http';
import { BelayError } from '@belay/contract/error';
import { parseBody, type SlackBody } from '@belay/slack/parse/parse-body';
import { verifyRequest } from '@belay/slack/verify/verify-request';
import { Hono, type Context as HonoContext } from 'hono';
import type { Context } from '../context.ts';
import type { AppEnv } from '../http/app-env.ts';
import { acceptDelivery, meansAny } from './accept-delivery.ts';
import type { Installed } from './book/installation-book.ts';
import { markConnected } from './mark-connected.ts';
import { largestBody, readRaw } from './read-raw.ts';

/** Requests under way at once, and what their bodies may take: beyond, Slack is asked to repeat. */
const usualLimits = { requests: 2_000, bytes: 128 * 1024 * 1024 };
/** A body that names no app is tried with every secret: the handshake, which is small. */
const largestNameless = 4 * 1024;
const refusalLogMs = 60_000;

/** Where Slack sends events, clicks and commands: no token, the signature says who it is (MGD-4). */
export function slackAppRoutes(ctx: Context, limits = usualLimits): Hono<AppEnv> {
  let requests = 0;
  let bytes = 0;
  let loggedAt = Number.NEGATIVE_INFINITY;
  const refuse = (): never => {
    // a wrong secret is somebody's to mend; a flood of refusals is no news
    if (ctx.now() - loggedAt >= refusalLogMs) {
      loggedAt = ctx.now();
      ctx.log.warn('a request to /slack/… is not signed by an app that is connected here');
    }
    throw new BelayError(
      'INVALID_SIGNATURE',
      'The signature does not belong to this body, or to no app that is connected here.',
    );
  };

  const take = async (c: HonoContext<AppEnv>) => {
    const { incoming } = c.env;
    const declared = Number(incoming.headers['content-length'] ?? largestBody);
    if (requests >= limits.requests || bytes + declared > limits.bytes)
      throw new BelayError(
        'UNAVAILABLE',
        'Too many deliveries at once. Send it again in a moment.',
        {
          retry_after_s: 1,
        },
      );
    requests += 1;
    bytes += declared;
    try {
      const raw = await readRaw(incoming);
      const body = parseBody(raw);
      let proved = await provedBy(ctx, incoming, raw, body);
      // an app, or a workspace of it, that was connected just now
      if (!(proved && meansAny(proved, body)) && (await ctx.slackApp.book.renew(!!proved)))
        proved = await provedBy(ctx, incoming, raw, body);
      if (!proved) return refuse();
      if (body.type === 'url_verification') {
        await markConnected(ctx.slackApp, proved);
        return c.text(body.challenge);
      }
      await acceptDelivery(ctx.slackApp, proved, withAnswers(ctx, raw, body, proved));
      return c.body(null, 200);
    } finally {
      requests -= 1;
      bytes -= declared;
    }
  };
  const routes = new Hono<AppEnv>();
  // one app has three addresses; each takes whatever Slack sends, since the signature says who it is
  for (const path of ['/slack/events', '/slack/interactivity', '/slack/commands'])
    routes.post(path, take);
  return routes;
}

/** Addresses for answers lie where the proved app was installed, and nowhere else. */
function withAnswers(
  ctx: Pick<Context, 'slackApiUrl'>,
  raw: Buffer,
  body: SlackBody,
  [first]: Installed[],
): SlackBody {
  if (body.type !== 'interaction' && body.type !== 'command') return body;
  return parseBody(raw, { apiUrl: first?.apiUrl ?? ctx.slackApiUrl('') });
}

/** Those whose secret signed this; undefined: nobody's did. Nothing is stored or answered before. */
async function provedBy(
  ctx: Context,
  incoming: IncomingMessage,
  raw: Buffer,
  body: SlackBody,
): Promise<Installed[] | undefined> {
  const appId = appOf(body);
  if (appId === undefined && raw.length > largestNameless) return undefined;
  const request = {
    timestamp: single(incoming.headers['x-slack-request-timestamp']),
    signature: single(incoming.headers['x-slack-signature']),
    body: raw,
    now: ctx.now(),
  };
  const signers = await ctx.slackApp.book.signers(appId);
  return signers.find(({ secret }) => verifyRequest({ ...request, signingSecret: secret }).ok)
    ?.installations;
}

function appOf(body: SlackBody): string | undefined {
  switch (body.type) {
    case 'event':
      return body.delivery.appId;
    case 'rate_limited':
    case 'interaction':
    case 'command':
    case 'unsupported':
      return body.appId;
    default:
      return undefined;
  }
}

/** A header that came twice proves nothing. */
function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
