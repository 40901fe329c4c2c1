import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { setWanted } from './set-wanted.ts';

/** Its worker stops at a safe point; events that arrive meanwhile wait in the inbox. */
export function pauseConnector(ctx: Context, caller: Caller, id: string): Promise<void> {
  return setWanted(ctx, caller, id, { wanted: 'paused', what: 'pause' });
}
