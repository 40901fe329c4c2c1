import { linePieces } from '@belay/slack/cards/thread-line';
import type pg from 'pg';
import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import type { LineData } from '../draw/post-data.ts';
import { enqueuePosts, type NewPost } from '../outbox/enqueue-post.ts';
import { slackUserOf } from '../people/slack-user-of.ts';
import { addUploads } from '../upload/uploads.ts';
import type { CardRow } from './card-row.ts';
import type { ChangedMessage } from './mirror-change.ts';
import { isMirroredLine } from './mirrored-lines.ts';

/** Messages of this commit, into the thread of the card that is home (TKO-4). */
export async function mirrorLines(
  tx: DatedTx,
  standing: Standing,
  place: CardRow,
  fresh: readonly ChangedMessage[],
): Promise<void> {
  const { db } = tx;
  const { tenant, agent } = standing;
  const { id: card, installation, channel } = place;
  const typed = await typedThere(db, tenant, place, fresh);
  const lines = fresh.filter((each) => isTold(each) && !typed.has(each.id));
  const post = { tenant, agent, installation, channel, card };
  const mention = await ownerToCall(db, standing, place, lines);
  await enqueuePosts(
    tx,
    lines.flatMap((message) => {
      const called = message.id === mention?.message ? { mention: mention.user } : {};
      return pieceData(message).map((piece, i): NewPost => {
        const data: LineData = i === 0 ? { ...called, ...piece } : { ...piece, whose: message.id };
        return { ...post, kind: 'line', message: i === 0 ? message.id : null, data };
      });
    }),
  );
  await addUploads(
    db,
    { tenant, installation, card, channel },
    lines.filter(({ kind }) => kind !== 'line').map(({ id }) => id),
  );
}

/** Longer words than one post takes go on in the next. */
function pieceData({ text }: ChangedMessage): LineData[] {
  const { length: pieces } = linePieces(text, 'none');
  if (pieces === 1) return [{}];
  return Array.from({ length: pieces }, (_, i) => ({ piece: i + 1, pieces }));
}

function isTold({ kind, line }: ChangedMessage): boolean {
  return kind === 'text' || kind === 'note' || (kind === 'line' && isMirroredLine(line?.code));
}

/** A line that somebody typed in this very thread stands there already. */
async function typedThere(
  db: pg.PoolClient,
  tenant: string,
  { id: card, installation }: CardRow,
  messages: readonly ChangedMessage[],
): Promise<Set<string>> {
  const typed = messages.flatMap(({ id, client_id }) => {
    const [, channel, ts] = /^slack:([^:]+):([^:]+)$/.exec(client_id ?? '') ?? [];
    return channel === undefined || ts === undefined ? [] : [{ id, channel, ts }];
  });
  if (typed.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>({
    name: 'slack-typed-there',
    text: `select w.id from unnest($4::uuid[], $5::text[], $6::text[]) as w (id, channel, ts)
           join slack_card k on k.tenant = $1 and k.id = $3 and k.channel = w.channel
           join slack_line l on l.tenant = $1 and l.installation = $2 and l.channel = w.channel
             and l.ts = w.ts and l.card = $3
           -- one from under an earlier root is told under the one that stands
           where l.thread_ts is null or k.ts is null or l.thread_ts = k.ts`,
    values: [
      ...[tenant, installation, card],
      typed.map(({ id }) => id),
      typed.map(({ channel }) => channel),
      typed.map(({ ts }) => ts),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

/** The visitor's first words since the owner's last: Slack rings for nothing else in a thread. */
async function ownerToCall(
  db: pg.PoolClient,
  { tenant, id, owner, our_seq: ours }: Standing,
  { installation }: CardRow,
  lines: readonly ChangedMessage[],
): Promise<{ message: string; user: string } | undefined> {
  const first = lines.find(({ author, kind }) => author === 'visitor' && kind === 'text');
  if (owner === null || !first) return undefined;
  const { rows } = await db.query({
    name: 'slack-is-unanswered',
    text: `select from message where tenant = $1 and conversation = $2 and author = 'visitor'
             and kind = 'text' and seq < $4 and seq > greatest($3, (
               select max(seq) from message where tenant = $1 and conversation = $2
                 and kind = 'line' and line ->> 'code' in ('joined', 'assigned')))
           limit 1`,
    values: [tenant, id, ours, first.seq],
  });
  if (rows.length > 0) return undefined;
  const user = await slackUserOf(db, { tenant, installation, person: owner });
  return user === undefined ? undefined : { message: first.id, user };
}
