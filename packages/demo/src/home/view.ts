import type { HtmlEscapedString } from 'hono/utils/html';
import type { Remembered } from '../follow/remembered.ts';
import type { ChannelFigures, Figures } from '../follow/tally.ts';
import type { TailState } from '../tail/tail-state.ts';

/** What `html` gives: already escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Everything that the home page shows, at one moment. */
export interface HomeView {
  now: number;
  total: Figures;
  channels: ChannelFigures[];
  /** when the memory last took something, ms since the epoch */
  newestAt: number | undefined;
  tail: TailState;
  /** the memory can't be followed: why, in words */
  memoryTrouble: string | undefined;
  /** newest first */
  arrivals: readonly Remembered[];
  links: HomeLinks;
}

export interface HomeLinks {
  /** the sandbox's own page */
  sandbox: string;
  /** what one pastes into a terminal to do the same by hand */
  commands: readonly string[];
}
