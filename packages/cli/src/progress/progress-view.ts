import type { Progress } from '@belay/connector/progress';

/** Something that shows a run while it runs. */
export interface ProgressView {
  show(progress: Progress): void;
  /** takes down what is only for the moment */
  end(): void;
}
