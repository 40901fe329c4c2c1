import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import { addJob } from '../../../jobs/add-job.ts';
import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import { connectionTroubles } from '../outbox/connection-back.ts';
import { fallbackRoute } from '../route/routes-of.ts';
import { tellEvent } from './tell-event.ts';

export interface LostEscalation {
  /** uuid */
  announcement: string;
  /** uuid; null: no workspace is connected */
  installation: string | null;
  settings: SlackSettings;
  /** channels that can't take it */
  failed: readonly string[];
  trouble: SlackTrouble;
}

/**
 * An escalation that no channel of its own takes is told in the fallback channel, else to the admins
 * by mail (NTF-4): once, whoever asks. In the caller's transaction, under the conversation's lock.
 */
export async function escalateElsewhere(
  tx: DatedTx,
  standing: Standing,
  { announcement, installation, settings, failed, trouble }: LostEscalation,
): Promise<'fallback' | 'mail'> {
  const { db } = tx;
  const { tenant, id: conversation } = standing;
  const { fallback_channel: fallback } = settings;
  // where all of Slack is out of reach, its fallback channel is, too
  const isReachable = installation !== null && !connectionTroubles.includes(trouble);
  if (isReachable && fallback !== null && !failed.includes(fallback)) {
    const place = await usable(db, { tenant, installation, channel: fallback, announcement });
    if (place?.is_told) return 'fallback';
    const shared = new Set(place?.is_shared ? [fallback] : []);
    const route = fallbackRoute(settings, { shared }, failed[0] ?? '');
    if (place && route) {
      const told = await tellEvent(tx, standing, {
        ...{ installation, routes: [route], history: settings.history },
        event: { kind: 'escalation', announcement },
      });
      if (told.some(({ is_muted }) => !is_muted)) return 'fallback';
    }
  }
  await addJob(
    db,
    'mail_escalation',
    { tenant, conversation, announcement, trouble },
    { key: `mail_escalation:${announcement}` },
  );
  return 'mail';
}

/** Where nothing is known to be wrong, and whether the escalation is told there already. */
async function usable(
  db: pg.PoolClient,
  place: { tenant: string; installation: string; channel: string; announcement: string },
): Promise<{ is_shared: boolean; is_told: boolean } | undefined> {
  const { rows } = await db.query<{ is_shared: boolean; is_told: boolean }>(
    `select coalesce(s.is_shared, false) as is_shared, exists (
       select from slack_post p
       where p.tenant = $1 and p.installation = $2 and p.channel = $3
         and p.data -> 'announcements' ? $4 and p.state in ('waiting', 'sending', 'posted')) as is_told
     from slack_installation i
     left join slack_channel s on s.tenant = i.tenant and s.installation = i.id and s.channel = $3
     where i.tenant = $1 and i.id = $2 and i.state = 'active' and s.trouble is null`,
    [place.tenant, place.installation, place.channel, place.announcement],
  );
  return rows[0];
}
