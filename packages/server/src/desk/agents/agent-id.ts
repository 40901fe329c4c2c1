import { publicId, uuidOf } from '../../memory/ids.ts';
import { noSuchAgent } from './no-such-agent.ts';

export const agentId = (uuid: string) => publicId('agt', uuid);

/** The uuid in a public id. Throws NOT_FOUND for anything else. */
export function agentUuid(id: string): string {
  const uuid = uuidOf('agt', id);
  if (uuid === undefined) throw noSuchAgent();
  return uuid;
}
