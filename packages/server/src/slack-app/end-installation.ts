import type { Delivery } from '@belay/slack/parse/delivery';
import type { AppEvent } from '@belay/slack/parse/event';
import type pg from 'pg';
import type { LifecycleFeed } from '../memory/lifecycle/lifecycle-feed.ts';
import type { Installed } from './book/installation-book.ts';
import { tellConnectors } from './tell-connectors.ts';

type End = Extract<AppEvent, { kind: 'app_uninstalled' | 'tokens_revoked' }>;

const reasons: Record<End['kind'], string> = {
  app_uninstalled:
    'The app was removed from the workspace in Slack. Install it there again, then store its new bot token here.',
  tokens_revoked:
    'The bot token was revoked in Slack. Install the app there again, then store its new bot token here.',
};

/**
 * Slack took our access away (INS-4): only of the bot that the event names, and only if the token
 * was stored before it happened, since such events come late and out of order.
 */
export async function endInstallations(
  to: { pool: pg.Pool; feed: Pick<LifecycleFeed, 'wake'> },
  installations: Installed[],
  event: End,
  delivery: Delivery,
): Promise<void> {
  const ended = installations.filter((one) => concerns(one, event, delivery));
  if (ended.length === 0 || !delivery.at) return;
  const { rows } = await to.pool.query<{ tenant: string; id: string }>(
    `with ended as (
       update slack_installation s set state = 'revoked', reason = $3
       from unnest($1::uuid[], $2::uuid[]) as i (tenant, id)
       where s.tenant = i.tenant and s.id = i.id and s.state = 'active' and s.token_at <= $4
       returning s.tenant, s.id
     )
     select tenant, id, pg_notify('belay_connectors', id::text) from ended`,
    [
      ended.map(({ tenant }) => tenant),
      ended.map(({ id }) => id),
      ...[reasons[event.kind], new Date(delivery.at.hi)],
    ],
  );
  await tellConnectors(to, rows, 'revoked');
}

function concerns({ botUserId, teamId }: Installed, event: End, delivery: Delivery): boolean {
  if (event.kind === 'tokens_revoked') return event.bots.includes(botUserId);
  // an uninstall names nobody; an authorization of another bot of this workspace is another app's
  return delivery.authorizations.every(
    (one) => !one.isBot || one.teamId !== teamId || !one.userId || one.userId === botUserId,
  );
}
