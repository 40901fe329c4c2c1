import { apply } from './apply.ts';
import type { Run } from './run.ts';
import type { Applied, Submission } from './submission.ts';

/** As many as one bulk write takes. */
const maxMessages = 1000;

interface Waiting {
  submission: Submission;
  resolve(applied: Applied): void;
  reject(error: unknown): void;
}

/**
 * The one door to the ledger and the memory. Passes run one after the other, because two of the
 * same message would write it twice; what arrives meanwhile shares the next pass. Whoever submits
 * waits, so that no more pages are held than there are readers (SYN-5).
 */
export class Intake {
  readonly #run: Run;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(run: Run) {
    this.#run = run;
  }

  submit(submission: Submission): Promise<Applied> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ submission, resolve, reject });
      if (!this.#busy) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      // answers that lie ready share this pass: one commit for many threads, not one each
      await new Promise((resolve) => setImmediate(resolve));
      const batch = this.#next();
      try {
        const applied = await apply(
          this.#run,
          batch.map(({ submission }) => submission),
        );
        for (const { submission, resolve } of batch)
          resolve(applied.get(submission) ?? { postponed: false });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#busy = false;
  }

  /** As many submissions, in order, as fit one pass and share no message. */
  #next(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const taken = new Set<string>();
    let size = 0;
    for (const waiting of this.#waiting) {
      const ids = idsOf(waiting.submission);
      const fits = batch.length === 0 || size + ids.length <= maxMessages;
      if (left.length === 0 && fits && !ids.some((id) => taken.has(id))) {
        batch.push(waiting);
        size += ids.length;
        for (const id of ids) taken.add(id);
      } else left.push(waiting);
    }
    this.#waiting = left;
    return batch;
  }
}

function idsOf({ channel, observations, file, lostFile }: Submission): string[] {
  const tss = observations.map(({ ts }) => ts);
  if (file) tss.push(file.message.ts);
  if (lostFile) tss.push(lostFile.ts);
  return tss.map((ts) => `${channel.channelId} ${ts}`);
}
