import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { holdRun, type Run } from './run.ts';

/** The end of a reading: what became of it, and what to do. A document's bytes are needed no more. */
export async function settle(
  ctx: Context,
  run: Run,
  state: Exclude<KnowledgeView['state'], 'learning' | 'removing'>,
  sentence: string | null,
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    await holdRun(db, run);
    // a site that is out of reach today still knows what it knew
    await db.query(
      `update knowledge k set
         state = case when $3 = 'failed' and taught.before then 'partial' else $3 end,
         reason = case when $3 = 'failed' and taught.before then $4 || $5 else $4 end
       from (select exists (select from knowledge_piece where tenant = $1 and knowledge = $2) as before) taught
       where k.tenant = $1 and k.id = $2`,
      [run.tenant, run.id, state, sentence, ' What it taught before stays.'],
    );
    await db.query('delete from knowledge_upload where tenant = $1 and knowledge = $2', [
      run.tenant,
      run.id,
    ]);
  });
}
