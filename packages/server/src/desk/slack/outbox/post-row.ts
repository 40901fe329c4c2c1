import type { SlackDelivery, SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { SlackEvent } from '@belay/contract/desk/slack-settings';

export type PostKind = SlackDelivery['kind'];

/** A row of `slack_post` as the outbox holds it while it is sent or drawn again; ids are uuids. */
export interface PostRow {
  tenant: string;
  id: string;
  installation: string;
  channel: string;
  agent: string | null;
  card: string | null;
  /** of its card */
  conversation: string | null;
  kind: PostKind;
  announcement: string | null;
  event: SlackEvent | null;
  message: string | null;
  data: Record<string, unknown>;
  broadcast: boolean;
  /** false: it is to be deleted */
  wanted: boolean;
  /** read before it is drawn: what is drawn is at least as new */
  version: number;
  /** null: not in Slack yet */
  ts: string | null;
  trouble: SlackTrouble | null;
}

/** Of `slack_post p`, named as in `PostRow`. */
export const postColumns = `p.tenant, p.id, p.installation, p.channel, p.agent, p.card, p.kind,
  p.announcement, p.event, p.message, p.data, p.broadcast, p.wanted, p.version, p.ts, p.trouble,
  (select c.conversation from slack_card c where c.tenant = p.tenant and c.id = p.card)
    as conversation`;
