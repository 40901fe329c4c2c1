import type pg from 'pg';
import type { Fence } from '../../../connectors/lease/fence.ts';

/** What there is to do for one installation. */
export interface Due {
  installation: string;
  /** false: nothing at all, and no agent is bound to it */
  isWanted: boolean;
  posts: boolean;
  lost: boolean;
  redraws: boolean;
  receipts: boolean;
  homes: boolean;
  files: boolean;
}

/** All installations that a process holds, in one statement; each question is one look into an index. */
const statement = `
select installation, posts, lost, redraws, receipts, homes, files,
  posts or lost or redraws or receipts or files or exists (
    select from slack_binding b where b.tenant = due.tenant and b.installation = due.installation)
  or exists (
    select from slack_post p where p.tenant = due.tenant and p.installation = due.installation
      and p.state in ('waiting', 'sending')) as "isWanted"
from (
  select w.tenant, w.installation,
    exists (select from slack_post p
      where p.tenant = w.tenant and p.installation = w.installation and p.state = 'waiting'
        and (p.next_at is null or p.next_at <= $4)) as posts,
    exists (select from slack_post p
      where p.tenant = w.tenant and p.installation = w.installation and p.state = 'sending'
        and p.fence = w.fence and p.next_at is not null) as lost,
    exists (select from slack_post p
      where p.tenant = w.tenant and p.installation = w.installation and p.state = 'posted'
        and p.redraw_at is not null) as redraws,
    exists (select from slack_line l
      where l.tenant = w.tenant and l.installation = w.installation
        and l.receipt is distinct from l.receipt_shown) as receipts,
    exists (select from slack_home h
      where h.tenant = w.tenant and h.installation = w.installation
        and (h.next_at is null or h.next_at <= $4)) as homes,
    exists (select from slack_upload u
      where u.tenant = w.tenant and u.installation = w.installation
        and (u.state in ('waiting', 'sharing') or u.state = 'shared' and not u.wanted)
        and (u.next_at is null or u.next_at <= $4)) as files
  from unnest($1::uuid[], $2::uuid[], $3::bigint[]) w (tenant, installation, fence)
) due`;

export async function findDue(pool: pg.Pool, held: readonly Fence[], now: number): Promise<Due[]> {
  if (held.length === 0) return [];
  const { rows } = await pool.query<Due>({
    name: 'find-due',
    text: statement,
    values: [
      held.map(({ tenant }) => tenant),
      held.map(({ installation }) => installation),
      held.map(({ fence }) => fence),
      new Date(now),
    ],
  });
  return rows;
}
