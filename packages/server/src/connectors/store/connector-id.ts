import { BelayError } from '@belay/contract/error';
import { publicId, uuidOf } from '../../memory/ids.ts';

/** A connector's id as it leaves the API: `con_` + 32 hex digits. */
export function connectorId(uuid: string): string {
  return publicId('con', uuid);
}

/** The uuid inside; whatever isn't one of ours is as unknown as another tenant's. */
export function connectorUuid(id: string): string {
  const uuid = uuidOf('con', id);
  if (uuid === undefined) throw noSuchConnector();
  return uuid;
}

export function noSuchConnector(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such connector.');
}
