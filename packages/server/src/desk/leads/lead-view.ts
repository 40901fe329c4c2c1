import type { LeadView } from '@belay/contract/desk/visitor';
import { publicId } from '../../memory/ids.ts';

export interface LeadRow extends Pick<LeadView, 'fields' | 'via'> {
  id: string;
  conversation: string;
  visitor: string;
  agent: string;
  agent_name: string;
  created_at: Date;
  updated_at: Date;
}

export const leadColumns = `l.id, l.conversation, l.visitor, l.agent, a.name as agent_name, l.fields,
  l.via, l.created_at, l.updated_at
  from lead l join agent a on a.tenant = l.tenant and a.id = l.agent`;

/** A lead as operators see it. */
export function leadView(row: LeadRow): LeadView {
  return {
    id: publicId('led', row.id),
    conversation_id: publicId('cnv', row.conversation),
    agent: { id: publicId('agt', row.agent), name: row.agent_name },
    visitor_id: publicId('vis', row.visitor),
    fields: row.fields,
    via: row.via,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
