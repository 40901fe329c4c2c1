import type pg from 'pg';

/**
 * What a search found. `rare`: all of it, by conversation (uuid). `common`: too much to sort, so
 * conversations are walked in their order and each is asked by these queries of the text index.
 */
export type Matches =
  | { kind: 'rare'; conversations: string[] }
  | { kind: 'common'; conversations: string[]; words: string; visitorWords: string };

/** The expressions of the indexes `message_words` and `visitor_words`. */
export const messageText = (row: string) => `to_tsvector('simple', ${row}.text)`;
export const visitorText = (row: string) =>
  `to_tsvector('simple', coalesce(${row}.name, '') || ' ' || translate(coalesce(${row}.email, ''), '@.', '  '))`;

/** More messages than this are common words: measured with 100,000 conversations. */
const most = 5_000;
const mostWords = 12;

/** Cut off before anything is sorted or grouped: a common word costs no more than a rare one. */
const byMessage = `
select m.conversation as id from message m
where m.tenant = $1 and m.kind in ('text', 'note') and ${messageText('m')} @@ to_tsquery('simple', $2)
limit $3`;

const byVisitor = `
select c.id from (
  select v.id from visitor v
  where v.tenant = $1 and ${visitorText('v')} @@ to_tsquery('simple', $2) limit $3
) found join conversation c on c.tenant = $1 and c.visitor = found.id limit $3`;

const byNumber = 'select id from conversation where tenant = $1 and number = $2';

/** Conversations with these words in one message or note, of such a visitor, or with this number. */
export async function findMatches(pool: pg.Pool, tenant: string, query: string): Promise<Matches> {
  const words = wordsOf(query);
  const visitorWords = wordsOf(query.replaceAll(/[@.]/g, ' '));
  const number = /^#?(\d{1,15})$/.exec(query.trim())?.[1];
  const [conversations, visitors, messages] = await Promise.all([
    number === undefined ? [] : idsOf(pool, byNumber, [tenant, number]),
    visitorWords === '' ? [] : idsOf(pool, byVisitor, [tenant, visitorWords, most + 1]),
    words === '' ? [] : idsOf(pool, byMessage, [tenant, words, most + 1]),
  ]);
  if (messages.length > most || visitors.length > most)
    return { kind: 'common', conversations, words, visitorWords };
  return {
    kind: 'rare',
    conversations: [...new Set([...conversations, ...visitors, ...messages])],
  };
}

async function idsOf(pool: pg.Pool, text: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(text, values);
  return rows.map(({ id }) => id);
}

/** Each word as the beginning of one, all of them wanted; quoted, so that nothing is an operator. */
function wordsOf(query: string): string {
  return query
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords)
    .map((word) => `'${word.replaceAll('\\', ' ').replaceAll("'", "''")}':*`)
    .join(' & ');
}
