import type { ActionParameter } from '@belay/contract/desk/action';
import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { signBody } from '../../outbound/sign-body.ts';
import { type ActionRow, sealedName } from './action-row.ts';
import { fillUrl } from './url-template.ts';

export interface ActionRequest {
  method: string;
  url: string;
  /** in the order in which they are shown; `isOwn`: an admin's, whose value stays hidden */
  headers: { name: string; value: string; isOwn: boolean }[];
  body: string | undefined;
}

export function sendsBody(method: string): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

/**
 * What an action asks of its server. `Belay-Signature` signs the body, or path and query where there
 * is none; `Idempotency-Key` is the run's id, the same in every repetition. Null: a parameter
 * doesn't fit into the address.
 */
export function buildRequest(
  ctx: Pick<Context, 'sealer' | 'now'>,
  action: ActionRow,
  run: string,
  values: Readonly<Record<string, string>>,
): ActionRequest | null {
  const { request, parameters } = action.definition;
  const url = fillUrl(request.url, values);
  if (!url) return null;
  const body = sendsBody(request.method) ? JSON.stringify(typed(parameters, values)) : undefined;
  const secret = ctx.sealer.open(sealedName.secret(action), action.secret);
  const ours = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    accept: 'application/json',
    'user-agent': 'Belay-Action/1',
    'idempotency-key': publicId('run', run),
    'belay-signature': signBody(secret, body ?? url.pathname + url.search, ctx.now()),
  };
  return {
    method: request.method,
    url: url.href,
    headers: [
      ...Object.entries(ours).map(([name, value]) => ({ name, value, isOwn: false })),
      ...Object.entries(openHeaders(ctx, action)).map(([name, value]) => ({
        ...{ name, value, isOwn: true },
      })),
    ],
    body,
  };
}

/** The values of an action's own headers, by name. */
export function openHeaders(
  ctx: Pick<Context, 'sealer'>,
  action: Pick<ActionRow, 'tenant' | 'id' | 'headers'>,
): Record<string, string> {
  if (action.headers === null) return {};
  // written by `saveAction` alone
  return JSON.parse(ctx.sealer.open(sealedName.headers(action), action.headers));
}

function typed(
  parameters: readonly ActionParameter[],
  values: Readonly<Record<string, string>>,
): Record<string, string | number> {
  const kinds = new Map(parameters.map(({ key, kind }) => [key, kind]));
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      kinds.get(key) === 'number' ? Number(value) : value,
    ]),
  );
}
