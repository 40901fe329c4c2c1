import type { AnnouncementKind } from '@belay/contract/desk/webhook';
import type { CardEvent, CardRating, CardReason } from '@belay/slack/cards/card-model';
import type pg from 'pg';
import type { CardStanding } from './card-facts.ts';

/** What was announced, as far as a card tells it. */
export interface CardAnnouncement {
  id: string;
  kind: AnnouncementKind;
  about: string;
  data: Record<string, unknown>;
  at: Date;
}

/** Announcements (uuids) by id, in one statement for all. */
export async function readCardAnnouncements(
  pool: pg.Pool,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, CardAnnouncement>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<CardAnnouncement>({
    name: 'slack-card-announcements',
    text: `select id, kind, about, data, at from announcement
           where tenant = $1 and id = any($2::uuid[])`,
    values: [tenant, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The events that a post names; one that none asked for tells how things stand. */
export function cardEvents(
  announced: readonly CardAnnouncement[],
  standing: CardStanding,
): [CardEvent, ...CardEvent[]] {
  const [first, ...rest] = announced.flatMap((each) => eventOf(each, standing) ?? []);
  return first ? [first, ...rest] : [standingEvent(standing)];
}

function eventOf(
  { kind, about, data, at: when }: CardAnnouncement,
  standing: CardStanding,
): CardEvent | undefined {
  const at = when.getTime();
  switch (kind) {
    case 'conversation.started':
      return { kind: 'new_conversation', at };
    case 'conversation.escalated':
      return { kind: 'escalation', at, ...reasonOf(data.reasons) };
    case 'rating.low': {
      // what they changed their mind to, as long as it is of that reopening
      const { rating } = standing;
      const isCurrent = about.endsWith(`:${rating?.cycle}`);
      return { kind: 'low_rating', at, rating: ratingOf(isCurrent ? rating : data) };
    }
    case 'lead.captured':
      return { kind: 'lead', at, fields: fieldsOf(standing.lead ?? data.fields) };
    case 'action.ran':
      return {
        ...{ kind: 'action', at, action: text(member(data.action, 'name')) },
        outcome: outcomeOf(data.state),
        detail: text(data.outcome) || null,
      };
    default:
      return undefined;
  }
}

function standingEvent(standing: CardStanding): CardEvent {
  const { escalated_at, created_at, escalation_reasons } = standing;
  if (escalated_at === null) return { kind: 'new_conversation', at: Date.parse(created_at) };
  return { kind: 'escalation', at: Date.parse(escalated_at), ...reasonOf(escalation_reasons) };
}

const reasons: ReadonlySet<string> = new Set<CardReason>([
  'visitor',
  'agent',
  'rule',
  'api',
  'model_failed',
  'low_rating',
  'returned',
]);

function isReason(value: string): value is CardReason {
  return reasons.has(value);
}

/** The first of them: what began it. */
function reasonOf(given: unknown): { reason: CardReason; detail: string | null } {
  const [first] = list(given);
  const reason = text(member(first, 'reason'));
  return {
    reason: isReason(reason) ? reason : 'agent',
    detail: text(member(first, 'detail')) || null,
  };
}

function ratingOf(given: unknown): CardRating {
  const thumb = member(given, 'thumb');
  const stars = member(given, 'stars');
  return {
    thumb: thumb === 'up' || thumb === 'down' ? thumb : null,
    stars: typeof stars === 'number' ? stars : null,
    comment: text(member(given, 'comment')),
  };
}

function fieldsOf(given: unknown): { label: string; value: string }[] {
  return list(given).map((field) => ({
    label: text(member(field, 'label')),
    value: text(member(field, 'value')),
  }));
}

function outcomeOf(state: unknown): 'done' | 'failed' | 'unknown' {
  return state === 'done' || state === 'failed' ? state : 'unknown';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
