import type { Context } from '../../context.ts';

/**
 * Socket Mode for agents, while this process holds the installation's `desk` lease: one connection
 * for each app token, opened by the holder of the first installation that has it. Resolves when the
 * signal aborts, after what was under way is answered.
 */
export async function keepDeskSocket(
  _ctx: Context,
  _place: { tenant: string; installation: string },
  _signal: AbortSignal,
): Promise<void> {
  throw new Error('not built yet');
}
