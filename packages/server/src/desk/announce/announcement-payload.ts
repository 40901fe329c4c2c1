import type { AnnouncementKind, WebhookPayload } from '@belay/contract/desk/webhook';
import { publicId } from '../../memory/ids.ts';

/** A row of `announcement` with its agent's name; null where the agent is gone. */
export interface AnnouncementRow {
  id: string;
  kind: AnnouncementKind;
  agent: string;
  agent_name: string | null;
  conversation: string | null;
  data: Record<string, unknown>;
  at: Date;
}

/** What others are told, by public ids. */
export function announcementPayload(row: AnnouncementRow): WebhookPayload {
  return {
    id: publicId('ann', row.id),
    event: row.kind,
    at: row.at.toISOString(),
    agent: { id: publicId('agt', row.agent), name: row.agent_name ?? '' },
    conversation_id: row.conversation === null ? null : publicId('cnv', row.conversation),
    data: row.data,
  };
}
