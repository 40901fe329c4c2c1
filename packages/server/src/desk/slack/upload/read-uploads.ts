import type pg from 'pg';

/** A file on its way into a thread, or out of Slack. */
export interface Upload {
  id: string;
  state: 'waiting' | 'sharing' | 'shared';
  wanted: boolean;
  attempts: number;
  /** Slack's id, once it has the bytes */
  slack_file: string | null;
  channel: string;
  /** of the root that stands; null: none */
  thread_ts: string | null;
  name: string | null;
  size_bytes: number | null;
  /** where its bytes lie; null: they are gone */
  blob: string | null;
  /** its line stands in the thread */
  is_said: boolean;
}

/** What is shown goes after its line; what nobody wants any more, whenever that is known. */
const statement = `
select u.id, u.state, u.wanted, u.attempts, u.slack_file, k.channel, k.ts as thread_ts,
  f.name, f.size_bytes::int, b.file as blob,
  coalesce(p.state = 'posted', false) and not k.is_muted as is_said
from slack_upload u
join slack_card k on k.tenant = u.tenant and k.id = u.card
left join slack_channel s on s.tenant = k.tenant and s.installation = k.installation and s.channel = k.channel
left join slack_post p on p.tenant = u.tenant and p.card = u.card and p.message = u.message
left join desk_file f on f.tenant = u.tenant and f.id = u.file and f.message = u.message
left join blob b on b.tenant = f.tenant and b.id = decode(substr(f.blob_id, 6), 'hex')
where u.tenant = $1 and u.installation = $2 and (u.next_at is null or u.next_at <= $3)
  and (u.state in ('waiting', 'sharing') or (u.state = 'shared' and not u.wanted))
  and s.trouble is null
  and (not u.wanted or u.state = 'sharing' or k.is_muted or p.state in ('posted', 'dropped'))
order by u.created_at, u.id limit 10`;

export async function readUploads(
  pool: pg.Pool,
  { tenant, installation }: { tenant: string; installation: string },
  now: number,
): Promise<Upload[]> {
  const { rows } = await pool.query<Upload>({
    name: 'slack-uploads-due',
    text: statement,
    values: [tenant, installation, new Date(now)],
  });
  return rows;
}
