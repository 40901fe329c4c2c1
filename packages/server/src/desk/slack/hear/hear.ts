import { BelayError } from '@belay/contract/error';
import type { SlackBody } from '@belay/slack/parse/parse-body';
import type { Acceptance } from '../../../slack-app/accept-delivery.ts';
import type { Installed } from '../../../slack-app/book/installation-book.ts';
import { oweReread } from './outage/owe-reread.ts';
import { heardOf } from './store/heard-of.ts';
import { storeHeard } from './store/store-heard.ts';

/**
 * Stores what concerns the desk before Slack is answered: lines in our threads, edits and deletions,
 * clicks, commands, our own echoes, changes of channels and people. Resolves once it is durable; a
 * job works on it. Costs nothing where no agent speaks.
 */
export async function hear(
  { pool, now }: Pick<Acceptance, 'pool' | 'now'>,
  installations: Installed[],
  body: SlackBody,
): Promise<void> {
  // a command is answered in any case: it is how somebody asks why nothing comes
  const desks =
    body.type === 'command' ? installations : installations.filter(({ hasDesk }) => hasDesk);
  const [first] = desks;
  if (!first) return;
  if (body.type === 'rate_limited') return oweReread({ db: pool, now: now() }, desks);
  const arrival = heardOf(body, first.botUserId, desks.length === 1);
  if (arrival)
    await storeHeard(pool, desks, arrival).catch((cause: unknown) => {
      throw new BelayError(
        'UNAVAILABLE',
        'What happened in Slack could not be stored. Send it again in a moment.',
        { retry_after_s: 1 },
        { cause },
      );
    });
}
