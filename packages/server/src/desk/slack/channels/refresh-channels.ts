import { slackSettings } from '@belay/contract/desk/slack-settings';
import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import type { Workplace } from '../integration/connected-place.ts';
import { namedChannels } from '../integration/named-channels.ts';
import { lookAtChannels } from './look-at-channels.ts';
import { reconcileChannels } from './reconcile-channels.ts';

/** Of one look; what is left comes with the next. */
const mostChannels = 100;

/**
 * What routes lead to and what posts are parked for, once an hour; every two minutes where trouble is
 * younger than a day, as no event tells of all that people mend, or where a name isn't known yet.
 * Taking them is a conditional update: two processes ask for none twice.
 */
const stale = `
update slack_channel c set checked_at = now()
from (
  select k.tenant, k.installation, k.channel from slack_channel k
  join slack_installation i on i.tenant = k.tenant and i.id = k.installation and i.state = 'active'
  where k.checked_at < now() - case
      when k.since > now() - interval '1 day' or k.name = k.channel then interval '2 minutes'
      else interval '1 hour' end
    and (
      exists (select from slack_binding b where b.tenant = k.tenant
        and b.installation = k.installation and position(k.channel in b.settings::text) > 0)
      or exists (select from slack_post p where p.tenant = k.tenant
        and p.installation = k.installation and p.channel = k.channel and p.state = 'parked'))
  order by k.checked_at limit ${mostChannels} for update of k skip locked) due
where c.tenant = due.tenant and c.installation = due.installation and c.channel = due.channel
returning c.tenant, c.installation, c.channel`;

/** Bound to channels that nobody has looked at yet. */
const unseen = `
select b.tenant, b.installation, b.settings from slack_binding b
join slack_installation i on i.tenant = b.tenant and i.id = b.installation and i.state = 'active'
where exists (
  select from unnest(array[b.settings ->> 'default_channel', b.settings ->> 'catch_all',
      b.settings ->> 'fallback_channel']
    || array(select value ->> 'channel' from jsonb_each(b.settings -> 'events'))) as n (channel)
  where n.channel is not null and not exists (
    select from slack_channel c
    where c.tenant = b.tenant and c.installation = b.installation and c.channel = n.channel))
limit 20`;

/** Keeps names, privacy and membership of channels true, and notices what came back or went away. */
export async function refreshChannels(ctx: Context, signal: AbortSignal): Promise<void> {
  const wanted = new Map<string, { tenant: string; installation: string; channels: Set<string> }>();
  const want = (tenant: string, installation: string, channels: readonly string[]) => {
    const known = wanted.get(installation) ?? { tenant, installation, channels: new Set() };
    for (const channel of channels) known.channels.add(channel);
    wanted.set(installation, known);
  };
  const { rows: old } = await ctx.pool.query<{
    tenant: string;
    installation: string;
    channel: string;
  }>(stale);
  for (const { tenant, installation, channel } of old) want(tenant, installation, [channel]);
  const { rows: fresh } = await ctx.pool.query<{
    tenant: string;
    installation: string;
    settings: unknown;
  }>(unseen);
  for (const { tenant, installation, settings } of fresh)
    want(tenant, installation, namedChannels(slackSettings.parse(settings)));
  for (const { tenant, installation, channels } of wanted.values()) {
    if (signal.aborted) return;
    await look(ctx, { tenant, installation }, [...channels]);
  }
}

async function look(
  ctx: Context,
  { tenant, installation }: { tenant: string; installation: string },
  channels: readonly string[],
): Promise<void> {
  // a channel is asked for by its id alone, whichever workspace of an organisation it is in
  const place: Workplace = { tenant, installation, teamId: '', isOrgWide: false };
  try {
    const looked = await lookAtChannels(ctx, place, channels);
    await inTransaction(ctx.pool, (db) => reconcileChannels(db, place, looked));
  } catch (error) {
    // Slack refuses or can't be reached: whoever posts finds out the same, and says so
    if (!(error instanceof BelayError)) throw error;
  }
}
