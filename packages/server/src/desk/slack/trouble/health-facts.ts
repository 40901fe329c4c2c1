import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { SlackEvent, SlackSettings } from '@belay/contract/desk/slack-settings';

/** A channel as it was last seen, and what keeps posts away from it. */
export interface SeenChannel {
  id: string;
  name: string;
  isPrivate: boolean;
  isMember: boolean;
  isShared: boolean;
  trouble: SlackTrouble | null;
  slackError: string | null;
  since: Date | null;
}

/** Posts that wait for one thing in one channel. */
export interface HeldBack {
  channel: string;
  trouble: SlackTrouble;
  slackError: string | null;
  count: number;
  /** of the oldest and the newest of them */
  since: Date;
  latest: Date;
}

/** All that an agent's health in Slack is told from. */
export interface HealthFacts {
  now: number;
  agent: { isPublic: boolean; isPaused: boolean; changedAt: Date };
  settings: SlackSettings;
  savedAt: Date;
  /** null: disconnected */
  place: {
    state: 'active' | 'revoked' | 'removed';
    reason: string | null;
    stateAt: Date;
    scopes: readonly string[];
    /** an org-wide app that may not work in this workspace */
    lacksTeam: boolean;
    /** Slack's word for why its token can't be renewed */
    refreshError: string | null;
  } | null;
  channels: ReadonlyMap<string, SeenChannel>;
  parked: readonly HeldBack[];
  /** tried before, and to be tried again by itself */
  waiting: readonly HeldBack[];
  /** of events that are off: how many there were lately, since when */
  untold: readonly { event: SlackEvent; count: number; since: Date }[];
}
