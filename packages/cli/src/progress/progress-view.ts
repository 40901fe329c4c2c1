import type { Failure, Progress } from '@belay/connector/progress';
import type { Limits } from './limits.ts';

/** What is said once beside the progress itself. */
export interface Notice {
  /** `clamped`, `freshness` */
  code: string;
  message: string;
  /** a figure that goes with it, ms */
  ms?: number;
}

/** Something that shows a run while it runs. */
export interface ProgressView {
  /** `limits` with every tick of a live workspace */
  show(progress: Progress, limits?: Limits): void;
  notice(notice: Notice): void;
  /** between two cycles that bring nothing: shown where that disturbs nobody */
  rest(text: string): void;
  /** takes down what is only for the moment */
  end(): void;
}

const saidOfEach = 3;

/** Of failures with one reason the first few are said as they come; the summary counts them all. */
export class FailureFeed {
  readonly #seen = new Map<string, number>();

  /** Whether to say it, and whether more of the kind go unsaid from here on. */
  take({ kind, code }: Failure): 'say' | 'last' | 'skip' {
    const name = `${kind} ${code}`;
    const n = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, n);
    if (n > saidOfEach) return 'skip';
    return n === saidOfEach ? 'last' : 'say';
  }
}
