import type { RecallRequest } from '@belay/contract/read';
import type pg from 'pg';
import { searchable } from '../index/japanese-pairs.ts';
import type { ScopeFilter } from '../scope-filter.ts';
import type { PrivacyFilter } from '../scope-privacy.ts';
import { filterSql } from './filter-sql.ts';

/** An event that may go into the pack, with what its rank is made of. */
export interface Candidate {
  id: string;
  /** ts_rank, 0 without a query */
  relevance: number;
  observedAt: Date;
  precededBy: string[];
}

/** What is looked for: any of the query's words, and any word that begins with one of `prefixes`. */
export interface Sought extends Pick<RecallRequest, 'query' | 'temporal' | 'filters'> {
  /** letters and digits only */
  prefixes?: readonly string[];
}

/** Enough for any budget of tokens; thread neighbours are added to it. */
const most = 200;

/**
 * The best matches by text rank. Any word of the query may match (rank favours those with more);
 * `english` stems English and leaves other languages' words as they are, the same way on both sides.
 * Present-time recall leaves closed versions out; `as_of` sees what was recorded and open by then.
 */
export async function findCandidates(
  db: pg.Pool,
  tenant: string,
  request: Sought,
  { scopes, privacy }: { scopes: ScopeFilter; privacy: PrivacyFilter },
  asOf: string | undefined,
): Promise<Candidate[]> {
  const values: unknown[] = [];
  const parameters = {
    add(value: unknown) {
      values.push(value);
      return `$${values.length}`;
    },
  };
  const conditions = [`t.tenant = ${parameters.add(tenant)}`];
  conditions.push(scopes.sql('t.scope', parameters.add(scopes.value)));
  conditions.push(privacy.sql('t.scope', parameters.add(privacy.value)));
  conditions.push(...timeConditions(request, asOf, parameters.add));
  if (request.filters) conditions.push(filterSql(request.filters, parameters));
  const prefixes = prefixQuery(request.prefixes ?? []);
  const words = anyWord(parameters.add(cleanQuery(request.query)), parameters.add(prefixes));
  const select = (rank: string, extra: string[], order: string) => `
    select t.event_id as id, ${rank} as relevance, t.observed_at as "observedAt",
           t.preceded_by as "precededBy"
    from event_text t where ${[...conditions, ...extra].join(' and ')}
    order by ${order} limit ${most}`;
  const hasWords = prefixes !== '' || (await queryHasWords(db, request.query));
  const sql = hasWords
    ? select(
        `ts_rank(t.words, ${words})`,
        [`t.words @@ ${words}`],
        'relevance desc, t.event_id desc',
      )
    : select('0::real', [`${words} is not null`], 't.observed_at desc, t.event_id desc');
  return (await db.query<Candidate>(sql, values)).rows;
}

function timeConditions(
  { temporal }: Pick<RecallRequest, 'temporal'>,
  asOf: string | undefined,
  add: (value: unknown) => string,
): string[] {
  const conditions: string[] = [];
  if (asOf === undefined) conditions.push('t.closed_at is null');
  else {
    const at = `${add(asOf)}::timestamptz`;
    conditions.push(`t.recorded_at <= ${at}`, `(t.closed_at is null or t.closed_at > ${at})`);
  }
  const spans = [
    ['t.recorded_at', temporal?.recorded_during],
    ['t.observed_at', temporal?.valid_during],
  ] as const;
  for (const [column, span] of spans) {
    if (span?.from !== undefined) conditions.push(`${column} >= ${add(span.from)}::timestamptz`);
    if (span?.to !== undefined) conditions.push(`${column} < ${add(span.to)}::timestamptz`);
  }
  return conditions;
}

/** plainto_tsquery makes a safe query of any text; "&" between the words becomes "|". */
export function anyWord(query: string, prefixes: string): string {
  return `(replace(plainto_tsquery('english', ${query}::text)::text, ' & ', ' | ')::tsquery || ${prefixes}::tsquery)`;
}

/** A tsquery's text: whatever isn't a letter or a digit would be its syntax, and is left out. */
export function prefixQuery(prefixes: readonly string[]): string {
  const safe = prefixes.filter((prefix) => /^[\p{L}\p{N}\p{M}ー]{1,100}$/u.test(prefix));
  return safe.map((prefix) => `'${prefix}':*`).join(' | ');
}

/** A very long question still has its first words; PostgreSQL's text holds no NUL. */
function cleanQuery(query: string): string {
  return searchable(query.slice(0, 2_000).replaceAll('\u0000', ' '));
}

/** A query of stop words or punctuation only has no words: then the newest events answer. */
async function queryHasWords(db: pg.Pool, query: string): Promise<boolean> {
  const { rows } = await db.query<{ count: number }>(
    `select numnode(plainto_tsquery('english', $1)) as count`,
    [cleanQuery(query)],
  );
  return (rows[0]?.count ?? 0) > 0;
}
