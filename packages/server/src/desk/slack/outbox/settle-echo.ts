import type { Context } from '../../../context.ts';
import { postOfKey } from './post-key.ts';
import { posterOf } from './poster-of.ts';
import { settlePosted } from './posts/settle-posted.ts';

/** Our own message as an event told it. */
export interface Echo {
  /** uuids */
  tenant: string;
  installation: string;
  channel: string;
  ts: string;
  /** `metadata.event_payload.key`, as it came */
  key: string;
  /** where it stands in a thread */
  threadTs?: string | undefined;
}

interface Post {
  kind: string;
  ts: string | null;
  state: string;
  isThreaded: boolean;
}

/**
 * Our own echo settles a post whose outcome nobody knew (NTF-3). True: it is a post of ours, settled
 * by this echo or before. One that stands where it doesn't belong is left to its sender, who looks
 * for it in any case.
 */
export async function settleEcho(ctx: Context, echo: Echo): Promise<boolean> {
  const { tenant, installation, channel, ts, key, threadTs } = echo;
  const id = postOfKey(key);
  if (id === undefined) return false;
  const { rows } = await ctx.pool.query<Post>(
    `select p.kind, p.ts, p.state, p.kind <> 'card' and p.card is not null as "isThreaded"
     from slack_post p
     where p.tenant = $1 and p.id = $2 and p.installation = $3 and p.channel = $4`,
    [tenant, id, installation, channel],
  );
  const [post] = rows;
  if (!post) return false;
  if (post.ts === ts) return true;
  if (post.isThreaded && threadTs === undefined) return true;
  const landed = { tenant, id, ts, version: null, now: ctx.now() };
  const settled = await settlePosted(ctx.pool, landed, post.kind === 'card');
  // it was sent again, or nobody wanted it any more, before this became known
  if (settled === 'stray')
    await (await posterOf(ctx, { tenant, installation })).delete({ channel, ts });
  return true;
}
