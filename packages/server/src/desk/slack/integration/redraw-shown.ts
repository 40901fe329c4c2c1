import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import { channelShows } from '../route/routes-of.ts';
import { unwantFilesIn } from '../upload/uploads.ts';

/**
 * What stands in a channel whose redaction or language was changed is drawn again: what must not be
 * shown any more goes from where it was shown, too. In the transaction of the change.
 */
export async function redrawShown(
  db: pg.PoolClient,
  { tenant, installation, agent }: { tenant: string; installation: string; agent: string },
  before: SlackSettings,
  next: SlackSettings,
): Promise<void> {
  const shared: ReadonlySet<string> = new Set();
  const shows = (settings: SlackSettings, channel: string) =>
    JSON.stringify(channelShows(settings, { shared }, channel));
  const changed = [...Object.keys(before.channels), ...Object.keys(next.channels)].filter(
    (channel) =>
      shows(before, channel) !== shows(next, channel) ||
      before.channels[channel]?.shared_confirmed !== next.channels[channel]?.shared_confirmed,
  );
  if (changed.length === 0) return;
  await db.query(
    `update slack_post set version = version + 1,
       redraw_at = case when state = 'posted' then coalesce(redraw_at, now()) else redraw_at end
     where tenant = $1 and installation = $2 and agent = $3 and channel = any($4)
       and state in ('waiting', 'sending', 'posted') and wanted
       and kind in ('card', 'event', 'history', 'line', 'reminder')`,
    [tenant, installation, agent, [...new Set(changed)]],
  );
  const hiding = changed.filter(
    (channel) => channelShows(next, { shared }, channel).redaction !== 'none',
  );
  await unwantFilesIn(db, { tenant, installation }, hiding);
}
