import { patchKnowledgeBodies } from '@belay/contract/desk/knowledge';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { check } from '../../../http/parse-body.ts';
import { titleOf } from './add-knowledge.ts';
import { noSuchKnowledge } from './knowledge-id.ts';
import { type Given, type KnowledgeRow, knowledgeColumns } from './knowledge-row.ts';
import { recordKnowledgeChange } from './record-knowledge-change.ts';

interface Place {
  agent: string;
  id: string;
}

/**
 * Another version of a text, a question and its answer, or a site's bound: taught anew. What the body
 * must hold depends on the source. Throws 422 that names the field.
 */
export async function changeKnowledge(
  ctx: Context,
  caller: Caller,
  place: Place,
  body: unknown,
): Promise<void> {
  await anew(ctx, caller, place, 'change', ({ given }) => {
    switch (given.kind) {
      case 'text':
        return { kind: 'text', ...check(patchKnowledgeBodies.text, body) };
      case 'qa':
        return { kind: 'qa', ...check(patchKnowledgeBodies.qa, body) };
      case 'site':
        return { ...given, ...check(patchKnowledgeBodies.site, body) };
      case 'document':
        throw new BelayError(
          'CONFLICT',
          'A document can’t be changed. Upload the new one, then remove this one.',
        );
    }
  });
}

/** Reads a site again: what changed is taught, what is gone is forgotten. */
export async function refreshKnowledge(ctx: Context, caller: Caller, place: Place): Promise<void> {
  await anew(ctx, caller, place, 'refresh', ({ given }) => {
    if (given.kind === 'site') return given;
    throw new BelayError(
      'CONFLICT',
      'Only sites are read again. Change a text where it stands; upload a document anew.',
    );
  });
}

async function anew(
  ctx: Context,
  caller: Caller,
  place: Place,
  what: 'change' | 'refresh',
  decide: (row: KnowledgeRow) => Given,
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    const row = await lockKnowledge(db, caller.tenant, place);
    if (row.state === 'removing')
      throw new BelayError('CONFLICT', 'This source is being removed. Add it anew afterwards.');
    const given = decide(row);
    const title = titleOf(given);
    await db.query(
      `update knowledge set given = $3, title = $4, state = 'learning', reason = null,
              version = version + 1, updated_at = $5
       where tenant = $1 and id = $2`,
      [row.tenant, row.id, JSON.stringify(given), title, new Date(ctx.now())],
    );
    await recordKnowledgeChange(db, caller, ctx.now(), { what, row: { ...row, title } });
  });
}

/** The row as it stands, until the transaction ends. Throws NOT_FOUND. */
export async function lockKnowledge(
  db: pg.PoolClient,
  tenant: string,
  { agent, id }: Place,
): Promise<KnowledgeRow> {
  const { rows } = await db.query<KnowledgeRow>(
    `select ${knowledgeColumns} from knowledge k
     where k.tenant = $1 and k.agent = $2 and k.id = $3 for update`,
    [tenant, agent, id],
  );
  if (!rows[0]) throw noSuchKnowledge();
  return rows[0];
}
