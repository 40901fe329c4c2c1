import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { Channel } from '@belay/slack/model';
import type pg from 'pg';
import { channelBack } from '../outbox/channel-back.ts';
import { hideFromOthers } from './hide-from-others.ts';
import { storeChannels } from './store-channels.ts';

/** What was just seen at Slack, and what the app can't see, with Slack's word for it. */
export interface LookedAt {
  seen: ReadonlyMap<string, Channel>;
  unknown: ReadonlyMap<string, string>;
}

/** Troubles that a look can prove to be over. */
const provable: readonly SlackTrouble[] = ['not_in_channel', 'archived', 'channel_gone'];

/**
 * Brings `slack_channel` in line with what Slack shows, in the caller's transaction: a channel that
 * came back takes its parked posts again, one that went away is known before a post fails there.
 * Answers how many posts were released.
 */
export async function reconcileChannels(
  db: pg.PoolClient,
  place: { tenant: string; installation: string },
  { seen, unknown }: LookedAt,
  /** people say that it is to be tried: also what no look can prove */
  { isChosen = false }: { isChosen?: boolean } = {},
): Promise<{ released: number }> {
  const before = await lockChannels(db, place, [...seen.keys(), ...unknown.keys()]);
  await storeChannels(db, place, [...seen.values()]);
  let released = 0;
  for (const channel of seen.values()) {
    const { trouble, isShared } = before.get(channel.id) ?? { trouble: null, isShared: true };
    if (channel.isShared && !isShared) await hideFromOthers(db, place, channel.id);
    if (channel.isArchived) await setTrouble(db, place, channel.id, ['archived', 'is_archived']);
    else if (
      trouble !== null &&
      (isChosen || provable.includes(trouble)) &&
      isOpen(channel, trouble)
    )
      released += (await channelBack(db, { ...place, channel: channel.id })).released;
  }
  for (const [channel, code] of unknown)
    if (code === 'channel_not_found') await setTrouble(db, place, channel, ['channel_gone', code]);
    // it may be there: who looks lacks a permission
    else await noteLook(db, place, channel);
  return { released };
}

/** A public channel that is open again is posted to without being in it, unless that was the trouble. */
function isOpen({ isMember, isPrivate }: Channel, trouble: SlackTrouble): boolean {
  return isMember || (!isPrivate && trouble !== 'not_in_channel');
}

interface KnownChannel {
  trouble: SlackTrouble | null;
  isShared: boolean;
}

async function lockChannels(
  db: pg.PoolClient,
  { tenant, installation }: { tenant: string; installation: string },
  channels: readonly string[],
): Promise<Map<string, KnownChannel>> {
  const { rows } = await db.query<KnownChannel & { channel: string }>(
    `select channel, trouble, is_shared as "isShared" from slack_channel
     where tenant = $1 and installation = $2 and channel = any($3) order by channel for update`,
    [tenant, installation, channels],
  );
  return new Map(rows.map((row) => [row.channel, row]));
}

/** Since when it is so stays as it was; a channel that nobody saw yet is called by its id. */
async function setTrouble(
  db: pg.PoolClient,
  { tenant, installation }: { tenant: string; installation: string },
  channel: string,
  [trouble, slackError]: [SlackTrouble, string],
): Promise<void> {
  await db.query(
    `insert into slack_channel as c
       (tenant, installation, channel, name, trouble, slack_error, since)
     values ($1, $2, $3, $3, $4, $5, now())
     on conflict (tenant, installation, channel) do update set trouble = $4, slack_error = $5,
       is_member = c.is_member and $4 <> 'channel_gone', since = now(), checked_at = now()
       where c.trouble is distinct from $4`,
    [tenant, installation, channel, trouble, slackError],
  );
}

async function noteLook(
  db: pg.PoolClient,
  { tenant, installation }: { tenant: string; installation: string },
  channel: string,
): Promise<void> {
  await db.query(
    `insert into slack_channel (tenant, installation, channel, name) values ($1, $2, $3, $3)
     on conflict (tenant, installation, channel) do update set checked_at = now()`,
    [tenant, installation, channel],
  );
}
