import type pg from 'pg';

/**
 * What a search found. `rare`: all of it, by conversation (uuid). `common`: too much to sort, so
 * conversations are walked in their order and each is asked; visitors and a number are known.
 */
export type Matches =
  | { kind: 'rare'; conversations: string[] }
  | { kind: 'common'; words: string; conversations: string[] };

/** More conversations than this are walked: measured, both ways take about as long there. */
const most = 3_000;
const mostWords = 12;

const byMessage = `
select conversation as id from message
where tenant = $1 and kind in ('text', 'note')
  and to_tsvector('simple', text) @@ to_tsquery('simple', $2)
group by conversation limit $3`;

const byVisitor = `
select c.id from (
  select id from visitor
  where tenant = $1 and to_tsvector('simple', coalesce(name, '') || ' ' || translate(coalesce(email, ''), '@.', '  '))
    @@ to_tsquery('simple', $2)
  limit $3
) v join conversation c on c.tenant = $1 and c.visitor = v.id limit $3`;

/** Conversations with these words in one message or note, of such a visitor, or with this number. */
export async function findMatches(pool: pg.Pool, tenant: string, query: string): Promise<Matches> {
  const words = wordsOf(query);
  const number = /^#?(\d{1,15})$/.exec(query.trim())?.[1];
  const asked = await Promise.all([
    number === undefined
      ? []
      : idsOf(pool, 'select id from conversation where tenant = $1 and number = $2', [
          tenant,
          number,
        ]),
    words === '' ? [] : idsOf(pool, byVisitor, [tenant, visitorWords(query), most]),
    words === '' ? [] : idsOf(pool, byMessage, [tenant, words, most + 1]),
  ]);
  const [numbered, visitors, messages] = asked;
  const named = [...numbered, ...visitors];
  return messages.length > most
    ? { kind: 'common', words, conversations: named }
    : { kind: 'rare', conversations: [...new Set([...named, ...messages])] };
}

async function idsOf(pool: pg.Pool, text: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(text, values);
  return rows.map(({ id }) => id);
}

const visitorWords = (query: string) => wordsOf(query.replaceAll(/[@.]/g, ' '));

/** Each word as the beginning of one, all of them wanted; quoted, so that nothing is an operator. */
function wordsOf(query: string): string {
  return query
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords)
    .map((word) => `'${word.replaceAll('\\', ' ').replaceAll("'", "''")}':*`)
    .join(' & ');
}
