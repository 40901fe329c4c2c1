import type pg from 'pg';
import { recordAudit } from '../../../auth/audit/record-audit.ts';
import type { Caller } from '../../../auth/authorize.ts';
import { agentId } from '../../agents/agent-id.ts';
import { addTeachJob } from './add-teach-job.ts';
import { knowledgeId } from './knowledge-id.ts';
import type { KnowledgeRow } from './knowledge-row.ts';

type Changed = Pick<KnowledgeRow, 'tenant' | 'id' | 'agent' | 'kind' | 'title'>;

/** What every change by a person leaves behind, in its transaction: an audit row, and the job. */
export async function recordKnowledgeChange(
  db: pg.PoolClient,
  caller: Caller,
  nowMs: number,
  { what, row }: { what: 'add' | 'change' | 'refresh' | 'remove'; row: Changed },
): Promise<void> {
  await recordAudit(db, nowMs, {
    ...caller,
    endpoint: `knowledge.${what}`,
    capability: 'desk.manage',
    details: {
      agent_id: agentId(row.agent),
      knowledge_id: knowledgeId(row.id),
      kind: row.kind,
      title: row.title,
    },
  });
  await addTeachJob(db, row);
}
