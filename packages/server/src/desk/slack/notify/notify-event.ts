import type pg from 'pg';
import type { Announcement } from '../../announce/announce.ts';

/** What was announced is told in Slack, in the transaction that announced it. */
export async function notifyEvent(
  _db: pg.PoolClient,
  _told: Announcement & { id: string },
): Promise<void> {}
