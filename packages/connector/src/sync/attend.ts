import type { Bell } from '../bell.ts';
import { drainDeliveries } from './drain-deliveries.ts';
import type { Intake } from './intake.ts';
import type { Run } from './run.ts';

const tellEveryMs = 1000;
/** after news of channels, so that a flood of them is answered by a few looks */
const recastRestMs = 15_000;
const worthLooking = ['doubt', 'thread', 'reactions', 'file', 'forget'] as const;

/**
 * Takes deliveries as they come, from the first page of a run to its end: what is said meanwhile is
 * in the memory at once (MGD-4). Nobody else drains, so that none is handled twice at a time.
 */
export class Attendance {
  readonly #run: Run;
  readonly #intake: Intake;
  readonly #doorbell: Bell | undefined;
  readonly #closing = new AbortController();
  #turn: Promise<void> = Promise.resolve();

  constructor(run: Run, intake: Intake, doorbell: Bell | undefined) {
    this.#run = run;
    this.#intake = intake;
    this.#doorbell = doorbell;
  }

  /** Everything that waits by now. */
  drain(): Promise<void> {
    const turn = this.#turn.then(() => drainDeliveries(this.#run, this.#intake));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Drains whenever the doorbell rings, and tells the news, until it is closed. */
  async lanes(): Promise<void> {
    const doorbell = this.#doorbell;
    if (!doorbell) return;
    await Promise.all([this.#answer(doorbell), this.#tell()]);
  }

  close(): void {
    this.#closing.abort();
  }

  async #answer(doorbell: Bell): Promise<void> {
    while (!this.#isOver) {
      const heard = doorbell.rings;
      await this.drain();
      await this.#unlessOver((over) => untilRung(doorbell, heard, over));
    }
  }

  async #tell(): Promise<void> {
    const { clock, tally, ledger } = this.#run;
    while (!this.#isOver) {
      await this.#unlessOver((over) => clock.sleep(tellEveryMs, over));
      if (!this.#isOver) await tally.tick(async () => (await ledger.counts()).debts);
    }
  }

  get #isOver(): boolean {
    return this.#closing.signal.aborted || this.#run.stop.isThrown;
  }

  async #unlessOver(wait: (over: AbortSignal) => Promise<void>): Promise<void> {
    const over = AbortSignal.any([this.#closing.signal, this.#run.stop.signal]);
    try {
      await wait(over);
    } catch (error) {
      if (!over.aborted) throw error;
    }
  }
}

/**
 * Stays for `ms` after everything was caught up: what deliveries make owed is done as it falls
 * due. Ends early when channels came or changed, because a run follows those of its beginning.
 */
export async function stayAtWork(run: Run, ms: number, work: () => Promise<void>): Promise<void> {
  const { clock, bell, stop } = run;
  const began = clock.now();
  const until = () => began + (run.recast ? Math.min(ms, recastRestMs) : ms);
  while (!stop.isThrown && clock.now() < until()) {
    const heard = bell.rings;
    const next = Math.min(until(), await nextDue(run, until()));
    if (next > clock.now()) {
      const rung = new AbortController();
      void bell.after(heard).then(() => rung.abort());
      const over = AbortSignal.any([rung.signal, stop.signal]);
      await clock.sleep(next - clock.now(), over).catch((error: unknown) => {
        if (!over.aborted) throw error;
      });
    }
    if (!stop.isThrown) await work();
  }
}

/** When the first of what is owed falls due, if by `until`. */
export async function nextDue(
  run: Run,
  until: number,
  kinds: readonly (typeof worthLooking)[number][] = worthLooking,
): Promise<number> {
  let next = Number.POSITIVE_INFINITY;
  for (const kind of kinds)
    for (const { due } of await run.ledger.debts({ kind, dueBy: until, limit: 100 }))
      next = Math.min(next, due);
  return next;
}

function untilRung(bell: Bell, heard: number, over: AbortSignal): Promise<void> {
  if (over.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    over.addEventListener('abort', () => resolve(), { once: true });
    void bell.after(heard).then(resolve);
  });
}
