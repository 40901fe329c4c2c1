import type { Progress } from '@belay/connector/progress';
import { span } from './figures.ts';
import type { Limits } from './limits.ts';
import type { ProgressView } from './progress-view.ts';
import { RunEstimate } from './run-estimate.ts';

export interface TrueViewOptions {
  now: () => number;
  /** where the first run's backfill ends, ms since the epoch; 0: everything */
  since: number;
  /** undefined for an export, which has no limits */
  limits: (() => Limits) | undefined;
}

/** One request a minute: so long until there is something to judge by. */
const settledMs = 3 * 60_000;

/**
 * A view whose time left holds under Slack's limits, also in the clamped mode, which it announces
 * once: one request of 15 messages a minute turns minutes into days.
 */
export function trueView(
  view: ProgressView,
  { now, since, limits }: TrueViewOptions,
): ProgressView {
  const estimate = new RunEstimate(since);
  let clampedSince: number | undefined;
  let isAnnounced = false;

  function announce(isClamped: boolean, leftMs: number | undefined): void {
    if (!isClamped || isAnnounced) return;
    clampedSince ??= now();
    if (now() - clampedSince < settledMs) return;
    isAnnounced = true;
    const length =
      leftMs === undefined
        ? '900 messages an hour at most'
        : `about ${span(leftMs)} for what is left`;
    view.notice({
      code: 'clamped',
      message: `Slack holds this app to one request of 15 messages a minute: ${length}. An export ZIP is quicker: cortexdb-sync import <export.zip>`,
      ...(leftMs === undefined ? {} : { ms: leftMs }),
    });
  }

  return {
    end: () => view.end(),
    notice: (notice) => view.notice(notice),
    rest: (text) => view.rest(text),
    show(progress: Progress) {
      estimate.noticed(progress, now());
      if (progress.type !== 'tick' || !limits) return view.show(progress);
      const seen = limits();
      const left = estimate.left(seen, now());
      announce(seen.isClamped, left);
      const { etaMs: _guess, ...tick } = progress;
      view.show(left === undefined ? tick : { ...tick, etaMs: left }, seen);
    },
  };
}
