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
    await db.query('update knowledge set state = $3, reason = $4 where tenant = $1 and id = $2', [
      run.tenant,
      run.id,
      state,
      sentence,
    ]);
    await db.query('delete from knowledge_upload where tenant = $1 and knowledge = $2', [
      run.tenant,
      run.id,
    ]);
  });
}
