import type { AnnouncementKind } from '@belay/contract/desk/webhook';
import type pg from 'pg';

export interface Announcement {
  /** uuids */
  tenant: string;
  agent: string;
  conversation: string | null;
  kind: AnnouncementKind;
  /** once per tenant and kind (NTF-8), e.g. the uuid of the conversation, escalation, lead or run */
  about: string;
  /** what a webhook is told beside agent and conversation: wire names, no more than the event needs */
  data: Record<string, unknown>;
  at: Date;
}

/**
 * Tells whoever wants to hear of it, in the caller's transaction. False: it was announced before,
 * or belongs to a test conversation, which never announces anything.
 */
export async function announce(_db: pg.PoolClient, _what: Announcement): Promise<boolean> {
  throw new Error('not built yet');
}
