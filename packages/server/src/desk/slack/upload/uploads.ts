import type pg from 'pg';

/**
 * Where files may be written, and the channel hides nothing: what a mask would take out of words it
 * can't take out of a picture.
 */
const statement = `
insert into slack_upload (tenant, installation, card, message, file)
select f.tenant, i.id, $3, f.message, f.id
from desk_file f
join slack_installation i on i.tenant = f.tenant and i.id = $2 and 'files:write' = any(i.scopes)
where f.tenant = $1 and f.message = any($5::uuid[]) and not exists (
  select from slack_binding b where b.tenant = f.tenant and b.installation = i.id
    and coalesce(b.settings #>> array['channels', $4::text, 'redaction'], 'none') <> 'none')
and not exists (
  -- another company is in it, and nobody said yes to that
  select from slack_channel s join slack_card k on k.tenant = s.tenant and k.id = $3
  left join slack_binding b on b.tenant = k.tenant and b.agent = k.agent
  where s.tenant = f.tenant and s.installation = i.id and s.channel = $4 and s.is_shared
    and (b.settings #>> array['channels', $4::text, 'shared_confirmed']) is distinct from 'true')
order by f.created_at, f.id
on conflict do nothing`;

/** Files of messages (uuids) that are mirrored into a card's thread, in the caller's transaction. */
export async function addUploads(
  db: pg.PoolClient,
  {
    tenant,
    installation,
    card,
    channel,
  }: Record<'tenant' | 'installation' | 'card' | 'channel', string>,
  messages: readonly string[],
): Promise<void> {
  if (messages.length === 0) return;
  await db.query({
    name: 'slack-add-uploads',
    text: statement,
    values: [tenant, installation, card, channel, messages],
  });
}

/** What was shown goes, what was not is not; `which` is SQL over `slack_upload u` with $2. */
async function unwant(
  db: pg.PoolClient,
  tenant: string,
  which: string,
  value: unknown,
): Promise<void> {
  await db.query(
    `with unwanted as (
       update slack_upload u set wanted = false, next_at = null,
         -- given up, and perhaps there all the same
         state = case when u.state = 'done' then 'shared' else u.state end
       where u.tenant = $1 and u.wanted and (u.state <> 'done' or u.slack_file is not null)
         and ${which}
       returning installation
     )
     select pg_notify('belay_slack', installation::text)
     from (select distinct installation from unwanted) w`,
    [tenant, value],
  );
}

/** Of messages (uuids) that were taken back. */
export function unwantFilesOf(
  db: pg.PoolClient,
  tenant: string,
  messages: readonly string[],
): Promise<void> {
  return unwant(db, tenant, 'u.message = any($2::uuid[])', messages);
}

/** Of conversations (uuids) that are erased. */
export function unwantFilesAbout(
  db: pg.PoolClient,
  tenant: string,
  conversations: readonly string[],
): Promise<void> {
  const which = `exists (select from slack_card k where k.tenant = u.tenant and k.id = u.card
    and k.conversation = any($2::uuid[]))`;
  return unwant(db, tenant, which, conversations);
}

/** In channels (by id) of one installation that hide something from now on. */
export function unwantFilesIn(
  db: pg.PoolClient,
  { tenant, installation }: { tenant: string; installation: string },
  channels: readonly string[],
): Promise<void> {
  if (channels.length === 0) return Promise.resolve();
  const which = `exists (select from slack_card k where k.tenant = u.tenant and k.id = u.card
    and k.installation = ($2::text[])[1]::uuid and k.channel = any(($2::text[])[2:]))`;
  return unwant(db, tenant, which, [installation, ...channels]);
}
