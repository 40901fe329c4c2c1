import type { Context } from '../../context.ts';
import type { Jobs, Try } from '../../jobs/tasks.ts';

/** The task `turn`: the agent's answer to what the visitor said last (desk.md, "AI turns"). */
export async function runTurn(_ctx: Context, _turn: Jobs['turn'], _try: Try): Promise<void> {
  throw new Error('not built yet');
}
