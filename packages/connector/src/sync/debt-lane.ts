import type { Debt, DebtKind } from '../ports.ts';
import type { Run } from './run.ts';

/** Does what is owed of one kind. Pays the debt itself, or puts it off; never throws for Slack. */
export type DebtWork = (debt: Debt) => Promise<void>;

const lookAhead = 32;

/**
 * Works off the debts of one kind, greatest priority first, a few at a time, until none is due
 * and nobody is at work who could add one. Answers whether there was anything to do.
 */
export async function debtLane(run: Run, kind: DebtKind, work: DebtWork): Promise<boolean> {
  const underWay = new Map<string, Promise<void>>();
  let failure: { error: unknown } | undefined;
  let worked = false;
  while (!run.stop.isThrown && !failure) {
    const heard = run.bell.rings;
    const room = run.rules.debtsAtOnce - underWay.size;
    // refilled by halves: one look into the ledger for several debts
    const isRoomy = room * 2 >= run.rules.debtsAtOnce;
    const due = isRoomy
      ? await run.ledger.debts({ kind, dueBy: run.clock.now(), limit: lookAhead })
      : [];
    const next = due.filter(({ id }) => !underWay.has(id)).slice(0, room);
    for (const debt of next) {
      worked = true;
      run.active.count += 1;
      const done = work(debt)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          underWay.delete(debt.id);
          run.active.count -= 1;
          run.bell.ring();
        });
      underWay.set(debt.id, done);
    }
    if (next.length > 0) continue;
    if (run.active.count === 0) break;
    await run.bell.after(heard);
  }
  await Promise.all(underWay.values());
  if (failure) throw failure.error;
  return worked;
}
