import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import type pg from 'pg';
import { knowledgeId } from './knowledge-id.ts';
import { type KnowledgeRow, knowledgeColumns } from './knowledge-row.ts';

export interface ShownKnowledge extends KnowledgeRow {
  pieces: number;
  pages_done: number;
  pages_found: number;
  pages_failed: { url: string; reason: string }[] | null;
}

const mostFailures = 50;

/** Of rows `k`: what is taught of each, and of sites the pages of this reading. */
export const shownColumns = `${knowledgeColumns},
  (select count(*) from knowledge_piece p where p.tenant = k.tenant and p.knowledge = k.id)::int as pieces,
  pages.*`;
export const shownTables = `knowledge k cross join lateral (
  select (count(*) filter (where p.state = 'done'))::int as pages_done,
         (count(*) filter (where p.state <> 'skipped'))::int as pages_found,
         (jsonb_agg(jsonb_build_object('url', p.url, 'reason', p.reason) order by p.seq)
           filter (where p.state = 'failed')) as pages_failed
  from knowledge_page p
  where p.tenant = k.tenant and p.knowledge = k.id and p.version = k.version) as pages`;

/** One source with all that was given. */
export async function knowledgeView(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent, id }: { tenant: string; agent: string; id: string },
): Promise<KnowledgeView | undefined> {
  const { rows } = await db.query<ShownKnowledge>(
    `select ${shownColumns} from ${shownTables} where k.tenant = $1 and k.agent = $2 and k.id = $3`,
    [tenant, agent, id],
  );
  return rows[0] && shown(rows[0]);
}

export function shown(row: ShownKnowledge): KnowledgeView {
  const { given } = row;
  return {
    id: knowledgeId(row.id),
    kind: row.kind,
    title: row.title,
    state: row.state,
    sentence: row.reason,
    pieces: row.pieces,
    pages:
      given.kind === 'site'
        ? {
            done: row.pages_done,
            found: row.pages_found,
            failed: (row.pages_failed ?? []).slice(0, mostFailures),
          }
        : null,
    url: given.kind === 'site' ? given.url : null,
    text: given.kind === 'text' ? given.text : null,
    question: given.kind === 'qa' ? given.question : null,
    answer: given.kind === 'qa' ? given.answer : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
