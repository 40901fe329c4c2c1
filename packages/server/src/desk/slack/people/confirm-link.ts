import type { SlackLinkPreview } from '@belay/contract/desk/slack-people';
import { linkSpent } from '../../../auth/links/link-spent.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { openLink } from './open-link.ts';
import { lockLinks, setLink } from './set-link.ts';

/**
 * The signed-in person is that Slack account from now on, in place of another one they had there.
 * Confirmed twice it is done once. Throws as `openLink` does.
 */
export function confirmLink(
  ctx: Context,
  token: string,
  person: { id: string; name: string; email: string },
): Promise<SlackLinkPreview> {
  const me = { id: person.id, name: person.name };
  return inTransaction(ctx.pool, async (db) => {
    const at = new Date(ctx.now());
    await lockLinks(db, await openLink(db, token, me, at));
    // as it stands now that nobody else changes it
    const link = await openLink(db, token, me, at);
    if (link.isDone) return link.preview;
    const { rowCount } = await db.query(
      'update slack_link set used_at = $2 where hash = $1 and used_at is null',
      [link.hash, at],
    );
    if (rowCount === 0) throw linkSpent('Press “Link me” in Slack again.');
    const actor = `user:${person.email}`;
    if (link.other !== null)
      await setLink(db, link, {
        ...{ userId: link.other, before: person.id, person: null, how: null },
        ...{ actor, at },
      });
    await setLink(db, link, {
      ...{ userId: link.userId, before: link.before, person: person.id, how: 'hand' },
      ...{ actor, at },
    });
    return link.preview;
  });
}
