import type { Draw, Drawn } from '../drawn.ts';
import type { OutboxPlace } from '../lane.ts';
import type { PostRow } from '../post-row.ts';

export interface DrawnPosts<P extends PostRow> {
  drawn: Map<string, Drawn>;
  /** with what went wrong */
  failed: { post: P; error: unknown }[];
}

/** Draws posts together; where that fails each alone, so that one of them can't hold up the rest. */
export async function drawClaimed<P extends PostRow>(
  work: { place: Pick<OutboxPlace, 'ctx' | 'tenant'>; draw: Draw },
  posts: readonly P[],
): Promise<DrawnPosts<P>> {
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
