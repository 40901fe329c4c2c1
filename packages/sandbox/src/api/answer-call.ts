import { type OracleMethod, methods as oracle } from '../oracle/oracle.ts';
import type { View } from '../serve/view.ts';
import type { App, Token } from '../world/model.ts';
import { ApiError } from './api-error.ts';
import { Arguments, type RawArguments } from './arguments.ts';
import { authenticate } from './authenticate.ts';
import type { Desk, Json } from './call.ts';
import { registry } from './registry.ts';

/** What Slack says to one call, before it becomes HTTP. */
export interface Answer {
  body: Json;
  status: number;
  headers: Record<string, string>;
}

/** Reactions show at most that many users inline; `reactions.get?full=true` gives all. */
const inlineReactionUsers = 50;

const noApp: App = { id: '', name: '', botId: '', botUserId: '' };

/** Slack answers these without a token. */
export const openMethods: ReadonlySet<string> = new Set(['api.test', 'oauth.v2.access']);

/** Runs one method: token, limit, scopes, arguments, work, in Slack's order. */
export function answerCall(
  desk: Desk,
  method: string,
  raw: RawArguments,
  authorization: string | undefined,
): Answer {
  const headers: Record<string, string> = {};
  const channel = typeof raw.channel === 'string' ? raw.channel : undefined;
  const met = { method, ...(channel === undefined ? {} : { channel }) };
  try {
    const rules = oracle[method];
    const known = registry.get(method);
    if (!rules || !known) throw unknownMethod(method, rules !== undefined);
    const refused = desk.faults.take('rate_limit', met);
    if (refused) return tooMany(refused.retryAfterS, headers);
    const failing = desk.faults.take('error', met);
    if (failing)
      throw new ApiError(failing.error, failing.needed ? { needed: failing.needed } : {});
    const token = openMethods.has(method)
      ? anonymous
      : authenticate(desk.world, authorization, raw.token);
    if (token.kind === 'app' && !method.startsWith('apps.'))
      throw new ApiError('not_allowed_token_type');
    headers['x-oauth-scopes'] = token.scopes.join(',');
    const wait = desk.limiter.take(method, token.appId, channel);
    if (wait !== undefined) return tooMany(wait, headers);
    const accepted = rules.scopes[token.kind === 'user' ? 'user' : 'bot'] ?? [];
    headers['x-accepted-oauth-scopes'] = accepted.join(',');
    if (accepted.length > 0 && !accepted.some((scope) => token.scopes.includes(scope)))
      throw new ApiError('missing_scope', {
        needed: accepted.join(','),
        provided: token.scopes.join(','),
      });
    const args = new Arguments(raw, rules);
    const app = desk.world.apps.get(token.appId) ?? noApp;
    if (token.isOrg) needTeam(desk, method, rules, args, app);
    const view = viewOf(desk, token, args, met);
    const answer = known.handle({ ...desk, method, args, token, app, view, authorization });
    return { body: { ok: true, ...answer }, status: 200, headers };
  } catch (error) {
    if (!(error instanceof ApiError)) return broken(error, headers);
    return { body: { ok: false, error: error.code, ...error.more }, status: 200, headers };
  }
}

/**
 * A token of an organisation works in the workspaces into which an admin let the app, and names the
 * one that it means wherever the method knows `team_id`.
 */
function needTeam(
  desk: Desk,
  method: string,
  rules: OracleMethod,
  args: Arguments,
  app: App,
): void {
  if (/^(auth|apps|oauth)\./.test(method)) return;
  const named = args.text('team_id');
  if (rules.args.team_id && !named) throw new ApiError('missing_argument');
  if (!app.isGranted || (named && named !== desk.world.team.current.id))
    throw new ApiError('team_access_not_granted');
}

const anonymous: Token = { value: '', kind: 'bot', appId: '', userId: '', scopes: [] };

function viewOf(
  desk: Desk,
  token: Token,
  args: Arguments,
  met: { method: string; channel?: string },
): View {
  const stale = desk.faults.take('stale', met);
  const cut = desk.faults.take('truncate_users', met);
  return {
    world: desk.world,
    asOf: stale ? desk.clock.now() - stale.ms : Number.POSITIVE_INFINITY,
    baseUrl: desk.baseUrl,
    userId: token.userId,
    withEmail: token.scopes.includes('users:read.email'),
    withMetadata: args.flag('include_all_metadata'),
    reactionUsers: cut?.max ?? inlineReactionUsers,
  };
}

function tooMany(retryAfterS: number, headers: Record<string, string>): Answer {
  return {
    body: { ok: false, error: 'ratelimited' },
    status: 429,
    headers: { ...headers, 'retry-after': String(retryAfterS) },
  };
}

/** A mistake of the sandbox itself. Slack's name for that, and the sentence beside it. */
function broken(error: unknown, headers: Record<string, string>): Answer {
  const why = error instanceof Error ? error.message : String(error);
  const response_metadata = { messages: [`[ERROR] the sandbox failed: ${why}`] };
  return { body: { ok: false, error: 'internal_error', response_metadata }, status: 200, headers };
}

/** Slack's own name for it; a method that only the sandbox lacks says so beside it. */
function unknownMethod(method: string, isSlacks: boolean): ApiError {
  const why = `${method} is a method of Slack: the sandbox does not serve this yet`;
  return new ApiError('unknown_method', {
    req_method: method,
    ...(isSlacks ? { response_metadata: { messages: [`[ERROR] ${why}`] } } : {}),
  });
}
