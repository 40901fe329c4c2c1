import { z } from 'zod';
import type { SlackInstallationView } from './slack-app.ts';
import type { SlackChannelChoice } from './slack-channels.ts';
import type { SlackProblem, SlackTrouble } from './slack-delivery.ts';
import { type SlackSettings, slackEvents } from './slack-settings.ts';

/** `GET /v1/agents/{id}/slack`. */
export interface AgentSlackView {
  state: 'not_connected' | 'connected' | 'broken' | 'disconnected';
  /** how it stands, a sentence */
  sentence: string;
  installation: SlackInstallationView | null;
  /** that it is bound to */
  team_id: string | null;
  settings: SlackSettings;
  /** of the settings: goes with what is saved, so that nobody undoes what another chose */
  version: string;
  /** names of the channels in it */
  channels: SlackChannelChoice[];
  /** warn, and don't block (INS-1) */
  checks: { trained: boolean; active: boolean; public: boolean };
  /** what is lacking by feature, because of a scope that was not granted */
  features: { feature: string; works: boolean; missing: { scope: string; gives: string }[] }[];
  problems: SlackProblem[];
  /** what happened lately and was not told since its event is off: a choice, not a fault */
  quiet: SlackProblem[];
  warnings: SlackWarning[];
  parked: number;
  connected_at: string | null;
}
/** How an event may come twice without anything being broken (the seed's Duplicate Notifications). */
export interface SlackWarning {
  kind: 'shared_workspace' | 'event_twice' | 'everyone_can_read' | 'shared_channel';
  sentence: string;
  agents?: { id: string; name: string }[];
  channels?: { id: string; name: string }[];
}

/** `POST /v1/agents/{id}/slack/why`: where an event would go, or went. */
export const slackWhyBody = z.strictObject({
  event: z.enum(slackEvents),
  page: z.string().max(2000).optional(),
  text: z.string().max(8000).optional(),
  language: z.string().max(20).optional(),
  /** now by default */
  at: z.iso.datetime({ offset: true }).optional(),
});
export interface SlackWhy {
  routes: {
    channel: { id: string; name: string };
    /** e.g. `Rule 2, "Billing": the page holds /billing` */
    because: string;
    mention: string | null;
  }[];
  /** why nothing is sent */
  silent: { trouble: SlackTrouble; sentence: string } | null;
  /** each rule, in order: matched, or the first of its conditions that doesn't hold */
  rules: { name: string; matched: boolean; because: string }[];
}
