import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';

/** What belongs to a card goes with it. */
const withCard = `(t.card is null or exists (
  select from slack_card k where k.tenant = t.tenant and k.id = t.card and k.channel = $4))`;
/** Both ids were used, since Slack told of it late: one conversation has one card in a channel. */
const alone = `not exists (
  select from slack_card o where o.tenant = t.tenant and o.conversation = t.conversation
    and o.installation = t.installation and o.channel = $4)`;

const moved: [table: string, which: string][] = [
  ['slack_channel', 'true'],
  ['slack_card', alone],
  ['slack_thread', withCard],
  ['slack_post', withCard],
  ['slack_line', withCard],
];

/**
 * Slack gave a channel another id, e.g. when it was shared: cards, threads and choices follow. What
 * is known under the new id already stays as it is.
 */
export async function renumberChannel(
  db: pg.PoolClient,
  { tenant, installation }: SlackPlace,
  from: string,
  to: string,
): Promise<void> {
  if (!/^[CG][A-Z0-9]{2,20}$/.test(from) || !/^[CG][A-Z0-9]{2,20}$/.test(to)) return;
  // who looked at the new one before us has seen it as it is
  await db.query(
    `delete from slack_channel o where o.tenant = $1 and o.installation = $2 and o.channel = $3
       and exists (select from slack_channel n where n.tenant = $1 and n.installation = $2
                     and n.channel = $4)`,
    [tenant, installation, from, to],
  );
  for (const [table, which] of moved)
    await db.query(
      `update ${table} t set channel = $4
       where tenant = $1 and installation = $2 and channel = $3 and ${which}`,
      [tenant, installation, from, to],
    );
  // ids are of capitals and digits: nothing else in the settings can look like one in quotes
  await db.query(
    `update slack_binding set settings = replace(settings::text, $3, $4)::jsonb, updated_at = now()
     where tenant = $1 and installation = $2`,
    [tenant, installation, `"${from}"`, `"${to}"`],
  );
}
