import { BelayError } from '@belay/contract/error';
import { z } from 'zod';
import { uuidOf } from '../../memory/ids.ts';
import { noSuchConversation } from '../conversation/state/standing.ts';

/** No row has it: what a button showed that never was is not what stands. */
const nothing = '00000000-0000-0000-0000-000000000000';
const guid = z.guid();

/** The uuid of a conversation that a path names. Throws NOT_FOUND. */
export function conversationUuid(id: string): string {
  const uuid = uuidOf('cnv', id);
  if (uuid === undefined) throw noSuchConversation();
  return uuid;
}

export const messageUuid = (id: string): string => uuidOf('msg', id) ?? nothing;
export const claimUuid = (id: string): string => uuidOf('clm', id) ?? nothing;
export const personUuid = (id: string): string =>
  guid.safeParse(id).success ? id.toLowerCase() : nothing;

/** Throws NOT_FOUND. */
export function fileUuids(ids: readonly string[]): string[] {
  return ids.map((id) => {
    const uuid = uuidOf('fil', id);
    if (uuid === undefined)
      throw new BelayError('NOT_FOUND', 'A file of this message is not there any more.', {
        field: 'file_ids',
      });
    return uuid;
  });
}

/** The claim and epoch that a button was made for. */
export function seenOf({
  claim,
  epoch,
}: {
  claim?: string | undefined;
  epoch?: number | undefined;
}) {
  return { claim: claim === undefined ? undefined : claimUuid(claim), epoch };
}
