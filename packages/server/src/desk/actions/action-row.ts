import type { ActionBody, ActionView } from '@belay/contract/desk/action';
import { BelayError } from '@belay/contract/error';
import { publicId, uuidOf } from '../../memory/ids.ts';

/** An action as it is stored: the values of its headers lie sealed beside it. */
export interface StoredAction extends Omit<ActionBody, 'request' | 'enabled'> {
  request: Omit<ActionBody['request'], 'headers'> & { headers: { name: string }[] };
}

export interface ActionRow {
  tenant: string;
  id: string;
  agent: string;
  definition: StoredAction;
  headers: Buffer | null;
  secret: Buffer;
  is_enabled: boolean;
  created_at: Date;
  updated_at: Date;
}

export const actionColumns =
  'a.tenant, a.id, a.agent, a.definition, a.headers, a.secret, a.is_enabled, a.created_at, a.updated_at';

/** What sealed bytes of an action are bound to. */
export const sealedName = {
  headers: ({ tenant, id }: Pick<ActionRow, 'tenant' | 'id'>) => `action-headers:${tenant}:${id}`,
  secret: ({ tenant, id }: Pick<ActionRow, 'tenant' | 'id'>) => `action-secret:${tenant}:${id}`,
};

export const actionId = (uuid: string) => publicId('act', uuid);

/** The uuid in a public id. Throws NOT_FOUND for anything else. */
export function actionUuid(id: string): string {
  const uuid = uuidOf('act', id);
  if (uuid === undefined) throw noSuchAction();
  return uuid;
}

export function noSuchAction(): BelayError {
  return new BelayError('NOT_FOUND', 'This agent has no such action.');
}

export function actionView(row: ActionRow): ActionView {
  return {
    ...row.definition,
    enabled: row.is_enabled,
    id: actionId(row.id),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
