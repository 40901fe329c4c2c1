import type { CardWord } from '@belay/slack/cards/card-model';
import type pg from 'pg';

interface WordRow {
  conversation: string;
  n: number;
  author: CardWord['author'];
  author_name: string | null;
  text: string;
  created_at: Date;
  files: string[];
}

/** What somebody said of a conversation: messages after `from`, through `through`, by seq. */
export interface Stretch {
  /** uuid */
  conversation: string;
  from: number;
  through: number;
}

/** So many pieces fill ten posts, whatever they say; one more says that there is a rest. */
const mostWords = 700;
/** A card shows 300 characters of each; what a mask takes out is looked for in more. */
const shownCharacters = 2000;

const columns = `m.author, m.author_name, m.created_at,
  array(select f.name from desk_file f where f.tenant = m.tenant and f.message = m.id
        order by f.created_at, f.id) as files`;
const said = `m.kind = 'text' and m.deleted_at is null`;

/** The newest five words of each conversation (uuids), in order. */
export async function readLastWords(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  conversations: readonly string[],
): Promise<Map<string, CardWord[]>> {
  if (conversations.length === 0) return new Map();
  const { rows } = await db.query<WordRow>({
    name: 'slack-last-words',
    text: `select m.* from unnest($2::uuid[]) as w (id) cross join lateral (
             select m.conversation, m.seq as n, left(m.text, ${shownCharacters}) as text, ${columns}
             from message m where m.tenant = $1 and m.conversation = w.id and ${said}
             order by m.seq desc limit 5) m
           order by m.n`,
    values: [tenant, conversations],
  });
  const words = new Map<string, CardWord[]>();
  for (const row of rows) push(words, row.conversation, wordOf(row));
  return words;
}

/** The words of each stretch, in order; a list for each. */
export async function readStretches(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  stretches: readonly Stretch[],
): Promise<CardWord[][]> {
  if (stretches.length === 0) return [];
  const { rows } = await db.query<WordRow & { place: string }>({
    name: 'slack-stretches',
    text: `select m.*, w.place from unnest($2::uuid[], $3::int[], $4::int[]) with ordinality
             as w (id, first, last, place) cross join lateral (
             select m.conversation, m.seq as n, m.text, ${columns}
             from message m
             where m.tenant = $1 and m.conversation = w.id and m.seq > w.first and m.seq <= w.last
               and ${said}
             order by m.seq limit ${mostWords}) m
           order by m.n`,
    values: [
      tenant,
      stretches.map(({ conversation }) => conversation),
      stretches.map(({ from }) => from),
      stretches.map(({ through }) => through),
    ],
  });
  const lists: CardWord[][] = stretches.map(() => []);
  for (const row of rows) lists[Number(row.place) - 1]?.push(wordOf(row));
  return lists;
}

function wordOf({ author, author_name: name, text, created_at: at, files }: WordRow): CardWord {
  return { author, name: author === 'operator' ? name : null, text, at: at.getTime(), files };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
