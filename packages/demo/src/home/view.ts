import type { ChannelProgress, ConnectorView } from '@belay/contract/connector';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Remembered } from '../follow/remembered.ts';
import type { ChannelFigures, Figures } from '../follow/tally.ts';

/** What `html` gives: already escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Everything that the home page shows, at one moment. */
export interface HomeView {
  now: number;
  total: Figures;
  channels: ChannelFigures[];
  /** when the memory last took something, ms since the epoch */
  newestAt: number | undefined;
  /** undefined until the server has answered for it once */
  connector: ConnectorView | undefined;
  progress: readonly ChannelProgress[];
  /** the memory can't be followed: why, in words */
  memoryTrouble: string | undefined;
  /** newest first */
  arrivals: readonly Remembered[];
  links: HomeLinks;
}

export interface HomeLinks {
  /** the company's website, with the agent on it */
  site: string;
  /** both beside each other, and what passes between them */
  tour: string;
  /** the sandbox's own page */
  sandbox: string;
  /** where people sign in */
  dashboard: string;
  /** what one pastes into a terminal to do the same by hand */
  commands: readonly string[];
}
