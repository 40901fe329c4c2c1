import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import { enqueuePosts } from '../outbox/enqueue-post.ts';
import type { AssignedData } from './assigned-data.ts';
import { slackUserOf } from './slack-user-of.ts';

/**
 * Calls a person (uuid) to a conversation that is meant for them, in its thread and in the caller's
 * transaction. Nobody is called who is away, or who said themselves that it is theirs (`by`).
 */
export async function mentionAssignee(
  tx: DatedTx,
  { tenant, agent, id }: Pick<Standing, 'tenant' | 'agent' | 'id'>,
  { person, by }: { person: string | null; by: string | null },
): Promise<void> {
  if (person === null || person === by) return;
  const { rows } = await tx.db.query<{ card: string; installation: string; channel: string }>(
    `select c.id as card, c.installation, c.channel from slack_card c
     join slack_binding b on b.tenant = c.tenant and b.agent = c.agent
       and b.installation = c.installation
     where c.tenant = $1 and c.conversation = $2 and not c.is_muted
     order by c.is_home desc, c.created_at, c.id limit 1`,
    [tenant, id],
  );
  const [at] = rows;
  if (!at) return;
  const { installation } = at;
  const userId = await slackUserOf(tx.db, { tenant, installation, person });
  if (userId === undefined) return;
  const data: AssignedData = { user_id: userId };
  await enqueuePosts(tx, [
    { ...at, tenant, agent, kind: 'assigned', data, because: 'It is meant for them' },
  ]);
}
