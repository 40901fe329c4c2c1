import type { Debt } from '../ports.ts';
import type { ForgetJob } from './absence.ts';
import { hold } from './hold.ts';
import { commit, type Run } from './run.ts';

/** Erases what a deleted message left in the memory; asking twice is asking once. */
export async function forgetEvents(run: Run, owed: Debt): Promise<void> {
  // written by forgetDebt only
  const job = JSON.parse(owed.detail ?? '{}') as Partial<ForgetJob>;
  const { scope, eventIds = [] } = job;
  if (scope !== undefined && eventIds.length > 0)
    await hold(run, () =>
      run.memory.forget(scope, eventIds, 'gone from Slack, or past the retention window'),
    );
  await commit(run, { paid: [owed.id] });
}
