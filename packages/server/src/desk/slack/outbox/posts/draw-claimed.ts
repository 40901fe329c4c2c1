import type { Drawn } from '../drawn.ts';
import type { ClaimedPost } from './claim-posts.ts';
import type { PostWork } from './post-work.ts';

export interface DrawnPosts {
  drawn: Map<string, Drawn>;
  /** with what went wrong */
  failed: { post: ClaimedPost; error: unknown }[];
}

/** Draws posts together; where that fails each alone, so that one of them can't hold up the rest. */
export async function drawClaimed(
  work: Pick<PostWork, 'place' | 'draw'>,
  posts: readonly ClaimedPost[],
): Promise<DrawnPosts> {
  const { ctx, tenant } = work.place;
  try {
    return { drawn: await work.draw(ctx, tenant, posts), failed: [] };
  } catch (error) {
    const [post] = posts;
    if (post && posts.length === 1) return { drawn: new Map(), failed: [{ post, error }] };
  }
  const each = await Promise.all(posts.map((post) => drawClaimed(work, [post])));
  return {
    drawn: new Map(each.flatMap(({ drawn }) => [...drawn])),
    failed: each.flatMap(({ failed }) => failed),
  };
}
