import type { Role } from '@belay/contract/people';
import type { AppHome, HomeEntry } from '@belay/slack/cards/app-home';
import type { CardLanguage } from '@belay/slack/cards/card-model';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { conversationLink } from '../draw/conversation-link.ts';
import { mayOperate } from '../people/may-operate.ts';
import type { SlackPlace } from '../people/slack-place.ts';

/** A Home that somebody opened lately, and what should stand there. */
export interface HomeRow {
  userId: string;
  /** a digest of what stands there */
  shown: string | null;
  nextAt: Date | null;
  home: AppHome;
  /** a full member whom a link would help */
  mayLink: boolean;
}

interface Reader {
  user_id: string;
  shown: string | null;
  next_at: Date | null;
  language: CardLanguage | null;
  is_member: boolean | null;
  person: string | null;
  role: Role | null;
  is_away: boolean;
}
interface Queued {
  id: string;
  number: string;
  epoch: number;
  claim: string | null;
  owner: string | null;
  visitor: string | null;
  agent: string;
  since: Date;
}

/** Who didn't look for a month is not drawn for; they are when they look again. */
const lookedWithin = '30 days';
const mostHomes = 500;
/** Of each list; the rest is a number. */
const mostQueued = 500;

/** All Homes of an installation that may have to be drawn, in three statements. */
export async function readHomes(
  ctx: Pick<Context, 'pool' | 'config'>,
  place: SlackPlace,
  now: Date,
): Promise<HomeRow[]> {
  const readers = await readReaders(ctx.pool, place, now);
  if (readers.length === 0) return [];
  const queued = await readQueue(
    ctx.pool,
    place.tenant,
    readers.flatMap(({ person }) => person ?? []),
  );
  const entry = (row: Queued): HomeEntry => ({
    number: Number(row.number),
    visitor: row.visitor,
    agent: row.agent,
    since: row.since.getTime(),
    link: conversationLink(ctx.config, row.id),
    made: { conversation: row.id, epoch: row.epoch, claim: row.claim, line: null },
  });
  const waiting = queued.filter(({ owner }) => owner === null).map(entry);
  return readers.map(({ user_id: userId, shown, next_at: nextAt, ...reader }) => ({
    ...{ userId, shown, nextAt, home: homeOf(reader, waiting, queued, entry) },
    mayLink: reader.is_member === true && reader.person === null,
  }));
}

function homeOf(
  reader: Omit<Reader, 'user_id' | 'shown' | 'next_at'>,
  waiting: HomeEntry[],
  queued: Queued[],
  entry: (row: Queued) => HomeEntry,
): AppHome {
  const language = reader.language ?? 'en';
  if (!reader.is_member || reader.person === null || !mayOperate(reader.role))
    return { language, isLinked: false, linkUrl: null };
  const mine = queued.filter(({ owner }) => owner === reader.person).map(entry);
  return { language, isLinked: true, isAvailable: !reader.is_away, waiting, mine };
}

async function readReaders(
  pool: pg.Pool,
  { tenant, installation }: SlackPlace,
  now: Date,
): Promise<Reader[]> {
  const { rows } = await pool.query<Reader>({
    name: 'slack-homes',
    text: `select h.user_id, h.shown, h.next_at, s.language, s.is_member, s.person, m.role,
                  a.person is not null as is_away
           from slack_home h
           left join slack_person s using (tenant, installation, user_id)
           left join member m on m.tenant = h.tenant and m.person = s.person
           left join away a on a.tenant = h.tenant and a.person = s.person
           where h.tenant = $1 and h.installation = $2
             and h.opened_at > $3::timestamptz - interval '${lookedWithin}'
           order by h.opened_at desc limit ${mostHomes}`,
    values: [tenant, installation, now],
  });
  return rows;
}

/** What waits, the longest first, and what these people (uuids) have; no tests. */
async function readQueue(
  pool: pg.Pool,
  tenant: string,
  people: readonly string[],
): Promise<Queued[]> {
  const { rows } = await pool.query<Queued>({
    name: 'slack-homes-queue',
    text: `select c.id, c.number, c.epoch, c.claim, c.owner, v.name as visitor, a.name as agent, c.since
           from (
             (select id, tenant, number, epoch, claim, owner, visitor, agent, escalated_at as since
              from conversation where tenant = $1 and state = 'waiting' and not is_test
              order by escalated_at, id limit ${mostQueued})
             union all
             (select id, tenant, number, epoch, claim, owner, visitor, agent, claimed_at as since
              from conversation
              where tenant = $1 and owner = any($2::uuid[]) and snooze_until is null and not is_test
              order by claimed_at, id limit ${mostQueued})) c
           join visitor v on v.tenant = c.tenant and v.id = c.visitor
           join agent a on a.tenant = c.tenant and a.id = c.agent
           order by c.since, c.id`,
    values: [tenant, people],
  });
  return rows;
}
