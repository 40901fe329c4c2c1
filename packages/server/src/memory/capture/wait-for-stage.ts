import type { Captured, Wait } from '@belay/contract/experience';
import type { Context } from '../../context.ts';
import { uuidOf } from '../ids.ts';

/** A blocking wait ends here, with 200 and the stage that was reached. */
const ceilingMs = 30_000;

/** Holds the answer until the stage, the ceiling, or the client's leaving. */
export async function waitForStage(
  ctx: Context,
  tenant: string,
  answer: Captured,
  wait: Exclude<Wait, 'accepted'>,
  started: number,
  left: AbortSignal,
): Promise<Captured> {
  const capturedMs = Math.round(performance.now() - started);
  const captured = {
    ...answer,
    stages_completed: ['captured'],
    elapsed_ms: { capture: capturedMs },
  };
  if (wait === 'captured' || answer.forgotten) return captured;
  const id = uuidOf('evt', answer.event_id) ?? '';
  const signal = AbortSignal.any([left, AbortSignal.timeout(ceilingMs)]);
  if (!(await ctx.indexer.waitFor(tenant, [id], signal))) return captured;
  const indexedMs = Math.round(performance.now() - started) - capturedMs;
  return {
    ...answer,
    status: 'indexed',
    stages_completed: ['captured', 'indexed'],
    derives: [],
    elapsed_ms: { capture: capturedMs, index: indexedMs },
  };
}
