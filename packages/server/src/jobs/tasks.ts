import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { Context } from '../context.ts';
import { forgetAgent } from '../desk/agents/forget-agent.ts';
import { runTurn } from '../desk/answer/run-turn.ts';
import { teach } from '../desk/knowledge/teach/teach.ts';
import { recomputeLaddersOf } from '../desk/ladder/recompute-ladders.ts';
import { learnAnswer } from '../desk/learn/learn-answer.ts';
import { mailUnseen } from '../desk/mail/mail-unseen.ts';
import { sendLetter } from '../desk/mail/send-letter.ts';
import { lowRating } from '../desk/ratings/low-rating.ts';
import { runLine } from '../desk/slack/hear/line/run-line.ts';
import { runReread } from '../desk/slack/hear/outage/run-reread.ts';
import { runHeard } from '../desk/slack/hear/store/run-heard.ts';
import { mailEscalation } from '../desk/slack/notify/mail-escalation.ts';
import { fetchPicture } from '../desk/slack/picture/fetch-picture.ts';
import { deliverWebhook } from '../desk/webhooks/deliver-webhook.ts';
import { slackTeamsTask } from '../slack-app/install/note-team-access.ts';
import { rerouteParked } from '../slack-app/install/reroute-parked.ts';
import { revokeSlackTask } from '../slack-app/install/revoke-at-slack.ts';
import { verifyInstallation } from '../slack-app/install/verify-installation.ts';

/** One try at a job. */
export interface Try {
  /** aborted when the server stops: end at a safe point, throw, and the next process begins anew */
  signal: AbortSignal;
  /** 1 for the first */
  attempt: number;
  isLast: boolean;
}

/**
 * What every job carries. A job runs at least once: it may be cut off at any line and begun again,
 * so each decides by a conditional update, or a row written before, what is still to do.
 */
export type Task<Payload> = (ctx: Context, payload: Payload, attempt: Try) => Promise<void>;

/** Each kind of job with what it carries: ids, never text that people wrote. */
export interface Jobs {
  deliver_webhook: { tenant: string; delivery: string };
  /** after its deletion: what it was taught and what it learned */
  forget_agent: { tenant: string; agent: string };
  /** of somebody in Slack who is a person here; key `picture:<installation>:<user>` */
  fetch_picture: { tenant: string; installation: string; user: string };
  /** asks Slack to forget what was disconnected, should its process have died; key with the installation */
  revoke_slack: { tenant: string; installation: string };
  /** which workspaces of an organisation the app may work in; key with the installation */
  slack_teams: { tenant: string; installation: string };
  /** whether an installation still counts at Slack; key with the installation */
  verify_slack: { tenant: string; installation: string; again?: boolean };
  /** escalations among posts that a disconnecting parked: told elsewhere */
  slack_reroute: { tenant: string; posts: string[] };
  /** reads, teaches or forgets a source of an agent's knowledge; key `teach:<knowledge>` */
  teach: { tenant: string; knowledge: string };
  /** working hours or its ladder changed; key `ladders:<agent>` */
  recompute_ladders: { tenant: string; agent: string };
  send_letter: { tenant: string; letter: string };
  /** who waits and can't be told of in Slack; key `mail_escalation:<announcement>` */
  mail_escalation: {
    tenant: string;
    conversation: string;
    announcement: string;
    trouble: SlackTrouble;
  };
  mail_unseen: { tenant: string; conversation: string };
  /** what a person's answer taught, or no longer teaches; key `learn:<message>` */
  learn: { tenant: string; message: string };
  /** what a visitor thinks in the end; key `low_rating:<conversation>:<cycle>` */
  low_rating: { tenant: string; conversation: string; cycle: number };
  /** something that people did in Slack; all of its thread that waits */
  slack_heard: { tenant: string; installation: string; id: string };
  /** a line typed in Slack whose moment has come; key `slack_line:<line>` */
  slack_line: { tenant: string; line: string };
  /** threads in which people answer, after an outage; key `slack_reread:<installation>` */
  slack_reread: { tenant: string; installation: string; after?: string };
  /** the agent's answer to a visitor's turn; key `turn:<conversation>` */
  turn: { tenant: string; conversation: string; turn: number };
}
export type JobName = keyof Jobs;

export const tasks: { [Name in JobName]: Task<Jobs[Name]> } = {
  deliver_webhook: deliverWebhook,
  fetch_picture: fetchPicture,
  forget_agent: forgetAgent,
  revoke_slack: revokeSlackTask,
  slack_reroute: rerouteParked,
  slack_teams: slackTeamsTask,
  verify_slack: verifyInstallation,
  teach,
  recompute_ladders: recomputeLaddersOf,
  send_letter: sendLetter,
  mail_escalation: mailEscalation,
  mail_unseen: mailUnseen,
  learn: learnAnswer,
  low_rating: lowRating,
  slack_heard: runHeard,
  slack_line: runLine,
  slack_reread: runReread,
  turn: runTurn,
};
