import type { KnowledgeBody } from '@belay/contract/desk/knowledge';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { uuidv7 } from '../../../memory/ids.ts';
import { findAgent } from '../../agents/find-agent.ts';
import { tidyLine } from '../text/tidy.ts';
import type { Given } from './knowledge-row.ts';
import { recordKnowledgeChange } from './record-knowledge-change.ts';

const mostSources = 5_000;
const longestTitle = 160;

/** A source to be taught, and the job that does it. Answers its uuid. */
export async function addKnowledge(
  ctx: Context,
  caller: Caller,
  agent: string,
  given: Given | KnowledgeBody,
  alongside: (db: pg.PoolClient, id: string) => Promise<unknown> = async () => undefined,
): Promise<string> {
  const { tenant } = caller;
  await findAgent(ctx.pool, { tenant, agent });
  const id = uuidv7(ctx.now());
  const title = titleOf(given);
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `insert into knowledge (tenant, id, agent, kind, title, given, created_at, updated_at)
       select $1, $2, $3, $4, $5, $6, $7, $7
       where (select count(*) from knowledge where tenant = $1 and agent = $3) < $8`,
      [
        ...[tenant, id, agent, given.kind, title, JSON.stringify(given)],
        ...[new Date(ctx.now()), mostSources],
      ],
    );
    if (rowCount === 0)
      throw new BelayError(
        'CONFLICT',
        `An agent has at most ${mostSources} sources. Remove some, or gather small ones in one text.`,
      );
    await alongside(db, id);
    const row = { tenant, id, agent, kind: given.kind, title };
    await recordKnowledgeChange(db, caller, ctx.now(), { what: 'add', row });
  });
  return id;
}

export function titleOf(given: Given): string {
  switch (given.kind) {
    case 'text':
      return given.title;
    case 'qa':
      return shortened(tidyLine(given.question));
    case 'document':
      return shortened(given.name);
    case 'site':
      return shortened(given.url.replace(/^https?:\/\//, '').replace(/\/$/, ''));
  }
}

function shortened(text: string): string {
  if (text.length <= longestTitle) return text;
  return `${text.slice(0, longestTitle - 1).toWellFormed()}…`;
}
