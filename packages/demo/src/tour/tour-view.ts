import { type Breakage, breakages } from './break-slack.ts';
import type { TailEntry } from './request-tail.ts';
import type { SlackStanding } from './slack-watch.ts';
import type { TourPath } from './tour-path.ts';
import type { TourSource, TourSuggestions } from './tour-source.ts';

/** Everything that the tour's page shows, at one moment. */
export interface TourView {
  path: TourPath;
  suggestions: TourSuggestions;
  /** the agent's Slack; undefined until the server has told once */
  slack: SlackStanding | undefined;
  breakages: Breakage[];
  /** the newest first */
  requests: readonly TailEntry[];
  letters: number;
  /** the website has its assistant */
  isTaught: boolean;
  /** why there is no tour, in words */
  trouble: string | undefined;
}

export function tourView(source: TourSource): TourView {
  const { parts } = source;
  return {
    path: source.path,
    suggestions: source.suggestions(),
    slack: source.slack.standing,
    breakages: parts ? breakages(parts.sandbox) : [],
    requests: [...source.tail.entries].reverse(),
    letters: parts?.mail.letters.length ?? 0,
    isTaught: source.isTaught,
    trouble: source.trouble,
  };
}
