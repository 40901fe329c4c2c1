import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import type { MessageRow } from '../../conversation/views/read-messages.ts';
import { unwantFilesOf } from '../upload/uploads.ts';
import { type CardRow, readCards } from './card-row.ts';
import { mirrorLines } from './mirror-lines.ts';
import { redrawPosts } from './redraw-posts.ts';
import { settleHome } from './settle-home.ts';
import { showStanding } from './show-standing.ts';
import { tellReturn } from './tell-return.ts';

export type ChangedMessage = Pick<
  MessageRow,
  'id' | 'seq' | 'author' | 'kind' | 'text' | 'line' | 'client_id' | 'edited_at' | 'deleted_at'
>;

export interface Mirrored {
  /** what was written or changed, in order */
  messages: readonly ChangedMessage[];
  /** uuid of the card on which somebody pressed a button */
  card?: string | undefined;
}

/**
 * How a conversation stands now is shown on all of its cards, and what was said goes into the thread
 * that mirrors it, in the transaction of the change and under the conversation's lock. A
 * conversation without a card costs one look by its key.
 */
export async function mirrorChange(
  tx: DatedTx,
  standing: Standing,
  { messages, card: clicked }: Mirrored,
): Promise<void> {
  if (standing.is_test) return;
  const { db } = tx;
  const cards = await readCards(db, standing);
  if (cards.length === 0) return;
  const before = cards.find(({ is_home, mirrors, is_bound }) => is_home && mirrors && is_bound);
  const fresh = messages.filter((each) => isFresh(each, standing.seq - messages.length));
  const next = fresh[0]?.seq ?? standing.seq + 1;
  let home: CardRow | undefined;
  // the card that this very commit is about to make may be a better one: see `tellEvent`
  if (isNewEscalation(standing, cards, before)) await showStanding(db, standing, { cards, home });
  else home = await settleHome(tx, standing, cards, { clicked, next });
  // the end of a stretch is told where the stretch was
  const place = home ?? before;
  if (place) await mirrorLines(tx, standing, place, fresh);
  await tellReturn(tx, standing, cards, fresh);
  await redrawChanged(
    db,
    standing,
    cards,
    messages.filter((each) => !fresh.includes(each)),
  );
}

function isNewEscalation(
  { state, escalation }: Standing,
  cards: readonly CardRow[],
  before: CardRow | undefined,
): boolean {
  const isNew = cards.some((card) => card.escalation !== escalation);
  return state === 'waiting' && before === undefined && isNew;
}

/** Written in this commit: such messages have the last numbers of the conversation. */
function isFresh({ seq, edited_at, deleted_at }: ChangedMessage, after: number): boolean {
  return seq > after && edited_at === null && deleted_at === null;
}

/** Somebody changed or took back what stands in lines, histories and on cards. */
async function redrawChanged(
  db: DatedTx['db'],
  { tenant }: Standing,
  cards: readonly CardRow[],
  messages: readonly ChangedMessage[],
): Promise<void> {
  const changed = messages.filter(
    ({ edited_at, deleted_at }) => edited_at !== null || deleted_at !== null,
  );
  if (changed.length === 0) return;
  const gone = changed.filter(({ deleted_at }) => deleted_at !== null);
  if (gone.length > 0)
    await unwantFilesOf(
      db,
      tenant,
      gone.map(({ id }) => id),
    );
  await redrawPosts(
    db,
    tenant,
    cards.map(({ id }) => id),
    {
      sql: `message = any($4::uuid[]) or kind = 'line' and data ->> 'whose' = any($4::text[])
            or kind = 'card' or (kind = 'history' and exists (
              select from unnest($5::int[]) as s (n)
              where s.n > (data ->> 'from')::int and s.n <= (data ->> 'through')::int))`,
      values: [changed.map(({ id }) => id), changed.map(({ seq }) => seq)],
    },
  );
}
