import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { setWanted } from './set-wanted.ts';

/** Its worker removes it, with what it wrote where that is asked. Deleting twice is deleting once. */
export function deleteConnector(
  ctx: Context,
  caller: Caller,
  id: string,
  data: 'keep' | 'forget',
): Promise<void> {
  return setWanted(ctx, caller, id, {
    wanted: 'deleting',
    forgets: data === 'forget',
    what: 'delete',
    details: { data },
  });
}
