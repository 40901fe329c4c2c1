import type pg from 'pg';
import type { Given } from '../store/knowledge-row.ts';
import type { Run } from '../teach/run.ts';
import type { PageCounts } from './page-store.ts';

/** How a reading of a site ended, and what to do about it. */
export async function crawlSentence(
  db: pg.Pool,
  run: Run,
  given: Extract<Given, { kind: 'site' }>,
  { done, failed, left }: PageCounts,
): Promise<{ state: 'ready' | 'partial' | 'failed'; sentence: string | null }> {
  if (done === 0) {
    const reason = await firstReason(db, run);
    return { state: 'failed', sentence: reason ?? 'No page of text was found there.' };
  }
  const of = done + failed;
  const trouble =
    failed === 0
      ? undefined
      : `${failed} of ${of} pages couldn’t be read; what stands below says why.`;
  const bound =
    left === 0 || done < given.pages
      ? undefined
      : `The first ${done} pages were read; at least ${left} more were found. Raise the number of pages to read them too.`;
  const sentence = [trouble, bound].filter(Boolean).join(' ') || null;
  return { state: trouble ? 'partial' : 'ready', sentence };
}

/** Why the nearest page taught nothing. */
async function firstReason(db: pg.Pool, run: Run): Promise<string | undefined> {
  const { rows } = await db.query<{ reason: string }>(
    `select reason from knowledge_page
     where tenant = $1 and knowledge = $2 and version = $3 and reason is not null
     order by (state = 'failed') desc, depth, seq limit 1`,
    [run.tenant, run.id, run.version],
  );
  return rows[0]?.reason;
}
