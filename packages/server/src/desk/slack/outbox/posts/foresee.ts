import type pg from 'pg';
import type { Draw, Drawn } from '../drawn.ts';
import type { OutboxPlace } from '../lane.ts';
import { type PostRow, postColumns } from '../post-row.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { type DrawnPosts, drawClaimed } from './draw-claimed.ts';

interface Work {
  place: Pick<OutboxPlace, 'ctx' | 'tenant' | 'installation' | 'now'>;
  draw: Draw;
}

interface SeenPost extends PostRow {
  attempts: number;
}

/** What a post looks like, where it was foreseen as it was claimed. */
export type Foreseen = (post: ClaimedPost) => Drawn | undefined;

const nothing: Foreseen = () => undefined;
export const unforeseen: Promise<Foreseen> = Promise.resolve(nothing);

/** Rows looked at, and posts drawn: a backlog costs no more than this. */
const mostSeen = 16;
const mostDrawn = 4;

const statement = `
select distinct on (p.channel) ${postColumns}, p.attempts
from (select * from slack_post p
      where p.tenant = $1 and p.installation = $2 and p.state = 'waiting'
      order by p.channel, p.rank, p.n limit ${mostSeen}) p
where p.channel <> all($3::text[]) and (p.next_at is null or p.next_at <= $4)
order by p.channel, p.rank, p.n
limit ${mostDrawn}`;

/**
 * Draws what is about to be claimed while it is claimed: neither waits for the other. Binds nobody:
 * what was tried or has changed in between is drawn again, and so is what can't be drawn now.
 */
export function foresee(work: Work, busy: readonly string[]): Promise<Foreseen> {
  return look(work, busy).catch(() => nothing);
}

/** What was foreseen as it is; the rest is drawn now. */
export async function drawForeseen(
  work: Work,
  posts: readonly ClaimedPost[],
  foreseen: Promise<Foreseen>,
): Promise<DrawnPosts<ClaimedPost>> {
  const known = await foreseen;
  const drawn = new Map<string, Drawn>();
  for (const post of posts) {
    const one = known(post);
    if (one) drawn.set(post.id, one);
  }
  const left = posts.filter(({ id }) => !drawn.has(id));
  if (left.length === 0) return { drawn, failed: [] };
  const late = await drawClaimed(work, left);
  return { drawn: new Map([...drawn, ...late.drawn]), failed: late.failed };
}

async function look(work: Work, busy: readonly string[]): Promise<Foreseen> {
  const { ctx, tenant, installation, now } = work.place;
  const seen = await readNext(ctx.pool, [tenant, installation, busy, new Date(now())]);
  if (seen.length === 0) return nothing;
  const { drawn } = await drawClaimed(work, seen);
  const rows = new Map(seen.map((row) => [row.id, row]));
  return (post) => {
    const row = rows.get(post.id);
    const isSame =
      row?.version === post.version &&
      row.wanted === post.wanted &&
      row.attempts + 1 === post.attempts;
    return isSame ? drawn.get(post.id) : undefined;
  };
}

async function readNext(pool: pg.Pool, values: unknown[]): Promise<SeenPost[]> {
  const { rows } = await pool.query<SeenPost>({ name: 'foresee-posts', text: statement, values });
  return rows;
}
