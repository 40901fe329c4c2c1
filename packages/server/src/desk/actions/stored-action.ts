import type { ActionBody } from '@belay/contract/desk/action';
import type { Context } from '../../context.ts';
import { type ActionRow, type StoredAction, sealedName } from './action-row.ts';

/** An action without the values of its headers, as it is kept in the open. */
export function storedAction({ enabled: _, request, ...rest }: ActionBody): StoredAction {
  return {
    ...rest,
    request: { ...request, headers: request.headers.map(({ name }) => ({ name })) },
  };
}

/** And the values, sealed. */
export function sealedHeaders(
  ctx: Context,
  row: Pick<ActionRow, 'tenant' | 'id'>,
  headers: ActionBody['request']['headers'],
): Buffer | null {
  if (headers.length === 0) return null;
  const values = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return ctx.sealer.seal(sealedName.headers(row), JSON.stringify(values));
}
