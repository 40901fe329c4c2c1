import { span } from './figures.ts';

const dayMs = 86_400_000;

/** A moment as people say it: `just now`, `2 min ago`, `on 2026-01-02`; `not yet` without one. */
export function ago(moment: number | undefined, now: number): string {
  if (moment === undefined) return 'not yet';
  const ms = now - moment;
  // clocks differ by a little
  if (ms < 2000) return 'just now';
  if (ms < 120_000) return `${Math.floor(ms / 1000)} s ago`;
  if (ms > 45 * dayMs) return `on ${new Date(moment).toISOString().slice(0, 10)}`;
  return `${span(ms)} ago`;
}
