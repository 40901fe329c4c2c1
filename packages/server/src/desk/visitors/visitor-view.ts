import type { Page, VisitorView } from '@belay/contract/desk/visitor';
import { publicId } from '../../memory/ids.ts';
import { isOnline } from './is-online.ts';

export interface VisitorRow {
  id: string;
  name: string | null;
  email: string | null;
  email_verified: boolean;
  phone: string | null;
  external_id: string | null;
  language: string | null;
  page: Page | null;
  online: boolean;
  blocked_at: Date | null;
  blocked_reason: string | null;
  conversations: number;
  first_seen_at: Date;
  last_seen_at: Date;
}

/** Of `visitor v`. */
export const visitorColumns = `v.id, v.name, v.email, v.email_verified, v.phone, v.external_id,
  v.language, v.page, v.blocked_at, v.blocked_reason, v.first_seen_at, v.last_seen_at,
  ${isOnline('v', 'id')} as online,
  (select count(*) from conversation c where c.tenant = v.tenant and c.visitor = v.id) as conversations`;

/** A visitor as operators see them. */
export function visitorView(row: VisitorRow): VisitorView {
  return {
    id: publicId('vis', row.id),
    name: row.name,
    email: row.email,
    email_verified: row.email_verified,
    phone: row.phone,
    external_id: row.external_id,
    language: row.language,
    page: row.page,
    online: row.online,
    blocked: row.blocked_at && {
      at: row.blocked_at.toISOString(),
      reason: row.blocked_reason ?? '',
    },
    conversations: row.conversations,
    first_seen_at: row.first_seen_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
  };
}
