import { recordAudit } from '../../../auth/audit/record-audit.ts';
import { publicId } from '../../../memory/ids.ts';
import type { Operator } from '../desk-actor.ts';
import type { DeskTx } from './desk-transaction.ts';

/** One row of the audit for what an operator did with a conversation: ids, never what was said. */
export function auditVerb(
  { db, now }: DeskTx,
  operator: Operator,
  what: string,
  conversation: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  return recordAudit(db, now.getTime(), {
    tenant: operator.tenant,
    actor: operator.actor,
    ...(operator.jti === undefined ? {} : { jti: operator.jti }),
    endpoint: `desk.${what}`,
    capability: 'desk.operate',
    details: {
      conversation_id: publicId('cnv', conversation),
      via: operator.via,
      ...details,
    },
  });
}
