import type { MessageRecord } from '../ports.ts';
import type { Run } from './run.ts';

/** The live replies of a thread that the ledger knows, oldest first. */
export async function repliesOf(
  run: Run,
  channelId: string,
  rootTs: string,
): Promise<MessageRecord[]> {
  const known = await run.ledger.served({
    channelId,
    from: rootTs,
    to: '9999999999.999999',
    threadTs: rootTs,
  });
  return known.filter(({ state }) => state === 'live');
}
