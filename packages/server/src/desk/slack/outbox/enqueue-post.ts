import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import { uuidv7 } from '../../../memory/ids.ts';
import type { PostKind } from './post-row.ts';

/** What there is to say; ids are uuids. */
export interface NewPost {
  tenant: string;
  installation: string;
  channel: string;
  kind: PostKind;
  agent?: string | null | undefined;
  card?: string | null | undefined;
  /** 1: yields to everything of 0; default 0 */
  rank?: 0 | 1;
  /** of an event: once per channel */
  announcement?: string | null | undefined;
  event?: SlackEvent | null | undefined;
  /** of a line: once per card */
  message?: string | null | undefined;
  /** ids and figures, no text that people wrote */
  data?: object;
  /** also shown in the channel; default false */
  broadcast?: boolean;
  /** why it goes there, for people */
  because?: string | null | undefined;
}

/** All posts in one statement, in their order; the processes hear of them when it commits. */
const statement = `
with wished as (
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[],
    $7::uuid[], $8::smallint[], $9::uuid[], $10::text[], $11::uuid[], $12::jsonb[], $13::bool[],
    $14::text[]) with ordinality
    as w (tenant, id, installation, channel, kind, agent, card, rank, announcement, event, message,
          data, broadcast, because, place)
), made as (
  insert into slack_post (tenant, id, installation, channel, kind, agent, card, rank, announcement,
    event, message, data, broadcast, because)
  select tenant, id, installation, channel, kind, agent, card, rank, announcement, event, message,
    data, broadcast, because
  from wished order by place
  on conflict do nothing
  returning id, installation
), told as (
  select pg_notify('belay_slack', installation::text)
  from (select distinct installation from made) m
)
select id from made where (select count(*) from told) >= 0`;

/**
 * Puts messages into the outbox, in the caller's transaction: they are sent if and only if that
 * commits. What is there already by its event, message or root is left as it is. Answers the ids of
 * the new ones.
 */
export async function enqueuePosts(
  { db, now }: { db: pg.Pool | pg.PoolClient; now: Date },
  posts: readonly NewPost[],
): Promise<string[]> {
  if (posts.length === 0) return [];
  const of = <T>(read: (post: NewPost) => T) => posts.map(read);
  const { rows } = await db.query<{ id: string }>({
    name: 'enqueue-posts',
    text: statement,
    values: [
      of(({ tenant }) => tenant),
      of(() => uuidv7(now.getTime())),
      of(({ installation }) => installation),
      of(({ channel }) => channel),
      of(({ kind }) => kind),
      of(({ agent }) => agent ?? null),
      of(({ card }) => card ?? null),
      of(({ rank }) => rank ?? 0),
      of(({ announcement }) => announcement ?? null),
      of(({ event }) => event ?? null),
      of(({ message }) => message ?? null),
      of(({ data }) => JSON.stringify(data ?? {})),
      of(({ broadcast }) => broadcast ?? false),
      of(({ because }) => because ?? null),
    ],
  });
  return rows.map(({ id }) => id);
}
