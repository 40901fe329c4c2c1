import type { KnowledgePage, knowledgeQuery } from '@belay/contract/desk/knowledge';
import type pg from 'pg';
import type { z } from 'zod';
import { readCursor, writeCursor } from '../../../memory/events/event-cursor.ts';
import { type ShownKnowledge, shown, shownColumns, shownTables } from './knowledge-views.ts';

/** An agent's sources, the newest first, without their texts. */
export async function listKnowledge(
  db: pg.Pool,
  { tenant, agent }: { tenant: string; agent: string },
  { kind, query, cursor, limit }: z.output<typeof knowledgeQuery>,
): Promise<KnowledgePage> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { rows } = await db.query<ShownKnowledge>(
    `select ${shownColumns} from ${shownTables}
     where k.tenant = $1 and k.agent = $2 and ($3::text is null or k.kind = $3)
       and ($4::text is null or strpos(lower(k.title), lower($4)) > 0)
       and ($5::timestamptz is null or (k.created_at, k.id) < ($5, $6))
     order by k.created_at desc, k.id desc limit $7`,
    [
      ...[tenant, agent, kind ?? null, query?.trim().replaceAll('\0', '') || null],
      ...[after?.at ?? null, after?.id ?? null, limit + 1],
    ],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ ...shown(row), text: null, answer: null })),
    next_cursor:
      rows.length > limit && last ? writeCursor({ at: last.created_at, id: last.id }) : null,
  };
}
