import { BelayError } from '@belay/contract/error';
import { publicId, uuidOf } from '../../../memory/ids.ts';

export const knowledgeId = (uuid: string) => publicId('kno', uuid);

/** The uuid in a public id. Throws NOT_FOUND for anything else. */
export function knowledgeUuid(id: string): string {
  const uuid = uuidOf('kno', id);
  if (uuid === undefined) throw noSuchKnowledge();
  return uuid;
}

export function noSuchKnowledge(): BelayError {
  return new BelayError('NOT_FOUND', 'The agent knows no such source.');
}
