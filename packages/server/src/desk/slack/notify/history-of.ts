import type { CardLanguage, Redaction } from '@belay/slack/cards/card-model';
import { historyPosts } from '@belay/slack/cards/history-posts';
import type pg from 'pg';
import type { HistoryData } from '../draw/post-data.ts';
import { readStretches, type Stretch } from '../draw/read-words.ts';
import type { NewPost } from '../outbox/enqueue-post.ts';

/** One card's thread and what it is to tell. */
export interface WantedHistory {
  post: Pick<NewPost, 'tenant' | 'agent' | 'installation' | 'channel' | 'card'>;
  stretch: Stretch;
  shows: { redaction: Redaction; language: CardLanguage };
}

/**
 * Posts that tell what was said so far (NTF-2), as many as it takes today: they are drawn when they
 * are sent, and one that is not needed by then falls away. They yield to all else.
 */
export async function historyOf(
  db: pg.PoolClient,
  tenant: string,
  wanted: readonly WantedHistory[],
): Promise<NewPost[]> {
  const told = wanted.filter(({ shows }) => shows.redaction !== 'no_transcript');
  const words = await readStretches(
    db,
    tenant,
    told.map(({ stretch }) => stretch),
  );
  return told.flatMap(({ post, stretch, shows }, i) => {
    const pages = historyPosts({ ...shows, words: words[i] ?? [], link: '' }, () => 'pst');
    return pages.map((_, n): NewPost => {
      const { from, through } = stretch;
      const data: HistoryData = { from, through, n: n + 1, of: pages.length };
      return { ...post, kind: 'history', rank: 1, data };
    });
  });
}
