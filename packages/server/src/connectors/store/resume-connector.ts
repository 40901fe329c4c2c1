import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { setWanted } from './set-wanted.ts';

/** It goes on where it was paused. */
export function resumeConnector(ctx: Context, caller: Caller, id: string): Promise<void> {
  return setWanted(ctx, caller, id, { wanted: 'running', what: 'resume' });
}
