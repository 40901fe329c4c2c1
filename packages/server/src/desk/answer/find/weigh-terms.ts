import type pg from 'pg';
import type { Caller } from '../../../auth/authorize.ts';
import { anyWord, prefixQuery } from '../../../memory/recall/find-candidates.ts';
import { severalScopes } from '../../../memory/recall/several-scopes.ts';
import { privacyFilter } from '../../../memory/scope-privacy.ts';
import { isSoft } from '../text/soft-words.ts';
import { stem } from '../text/stem.ts';
import { otherWords } from '../text/synonyms.ts';
import type { Term } from '../text/terms.ts';

export interface WeighedTerm extends Term {
  /** how much it tells texts apart; the memory's rarest words weigh most */
  weight: number;
  /** experiences that hold it, or another word for it */
  known: number;
}

/** More don't change a weight. */
const countedTerms = 2_000;
const countedAll = 20_000;
/** A word with which people ask, rather than name. */
const softShare = 0.3;

/** What each term weighs in the memory that the caller reads (inverse document frequency). */
export async function weighTerms(
  db: pg.Pool,
  caller: Caller,
  scopes: readonly string[],
  terms: readonly Term[],
): Promise<WeighedTerm[]> {
  if (terms.length === 0) return [];
  const reach = severalScopes(caller, scopes, 'descend');
  const privacy = privacyFilter(caller);
  const where = `t.tenant = $1 and t.closed_at is null
    and ${reach.sql('t.scope', '$2')} and ${privacy.sql('t.scope', '$3')}`;
  const { rows } = await db.query<{ known: number; total: number }>(
    `select (select count(*)::int from (
               select from event_text t where ${where} and t.words @@ ${anyWord('sought.word', 'sought.query')}
               limit ${countedTerms}) as k) as known,
            (select count(*)::int from (
               select from event_text t where ${where} limit ${countedAll}) as a) as total
     from unnest($4::text[], $5::text[]) with ordinality as sought (word, query, place)
     order by sought.place`,
    [
      caller.tenant,
      reach.value,
      privacy.value,
      terms.map(({ word }) => word),
      terms.map((term) => prefixQuery(prefixesOf(term))),
    ],
  );
  return terms.map((term, index) => {
    const { known = 0, total = 0 } = rows[index] ?? {};
    const rarity = Math.log(1 + (total - known + 0.5) / (known + 0.5));
    const weight = Math.max(rarity, 0.1) * (isSoft(term.key) ? softShare : 1);
    return { ...term, known, weight };
  });
}

/** What the term and its other words begin with, as the index has them. Short ones would match anything. */
export function prefixesOf({ prefix, key }: Term): string[] {
  const all = [
    prefix,
    ...otherWords(key).map((word) => stem(word.replace(/[^\p{L}\p{N}ー]/gu, ''))),
  ];
  const isLong = (each: string) => each.length >= 4 || /\P{ASCII}/u.test(each);
  return [...new Set(all)].filter(isLong);
}
