import type pg from 'pg';

/** Tokens of a tenant on the day (UTC) of `nowMs`, in and out. */
export async function tokensUsed(db: pg.Pool, tenant: string, nowMs: number): Promise<number> {
  const { rows } = await db.query<{ tokens: string }>({
    name: 'tokens-used',
    text: 'select tokens::text from model_use where tenant = $1 and day = $2',
    values: [tenant, dayOf(nowMs)],
  });
  return Number(rows[0]?.tokens ?? 0);
}

/** Counted when they are spent, whatever became of the answer. */
export async function countTokens(
  db: pg.Pool,
  tenant: string,
  nowMs: number,
  tokens: number,
): Promise<void> {
  if (tokens <= 0) return;
  await db.query({
    name: 'count-tokens',
    text: `insert into model_use as u (tenant, day, tokens) values ($1, $2, $3)
           on conflict (tenant, day) do update set tokens = u.tokens + excluded.tokens`,
    values: [tenant, dayOf(nowMs), Math.ceil(tokens)],
  });
}

function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}
