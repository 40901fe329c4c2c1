import type pg from 'pg';
import type { TurnRef } from '../../conversation/turn-ref.ts';
import type { Said } from '../answerer.ts';

export interface History {
  /** the visitor's words since we spoke last, oldest first */
  unanswered: string[];
  /** when the first of them was said */
  firstAt: Date | null;
  /** what the visitor said before */
  before: string[];
  /** everything public before the unanswered words */
  said: Said[];
}

interface Row {
  author: 'visitor' | 'agent' | 'operator' | 'system';
  author_name: string | null;
  kind: 'text' | 'line';
  text: string;
  line: { code: string; params: Record<string, string> } | null;
  created_at: Date;
  /** a form that was filled in: it asks nothing */
  is_form: boolean;
}

const mostMessages = 60;

/**
 * The public words of a conversation: never notes, drafts or what was taken back. Where a person
 * spoke, lines mark the beginning and the end of it (TKO-6).
 */
export async function readHistory(db: pg.Pool, ref: TurnRef): Promise<History> {
  const { rows } = await db.query<Row>({
    name: 'turn-history',
    text: `select author, author_name, kind, text, line, created_at,
                  author = 'visitor' and coalesce(client_id like 'form:%', false) as is_form
           from message
           where tenant = $1 and conversation = $2 and deleted_at is null and kind in ('text', 'line')
           order by seq desc limit ${mostMessages}`,
    values: [ref.tenant, ref.conversation],
  });
  return historyOf(rows.reverse());
}

/** Pure; rows oldest first. Lines of ours between the visitor's words don't answer them. */
export function historyOf(rows: readonly Row[]): History {
  const answered = rows.findLastIndex(
    ({ author, kind }) => kind === 'text' && (author === 'agent' || author === 'operator'),
  );
  const open = rows
    .slice(answered + 1)
    .filter((row) => row.author === 'visitor' && row.kind === 'text' && !row.is_form);
  const [firstOpen] = open;
  const past = firstOpen ? rows.slice(0, rows.indexOf(firstOpen)) : rows;
  const later = firstOpen ? rows.slice(rows.indexOf(firstOpen)) : [];
  return {
    unanswered: open.map(({ text }) => text),
    firstAt: firstOpen?.created_at ?? null,
    before: past.filter((row) => row.author === 'visitor' && !row.is_form).map(({ text }) => text),
    said: [...past, ...later.filter(({ kind }) => kind === 'line')].flatMap(saidOf),
  };
}

function saidOf({ author, author_name, kind, text, line }: Row): Said[] {
  if (kind === 'line') {
    const words = eventWords(line?.code, line?.params.name ?? author_name);
    return words === undefined ? [] : [{ author: 'event', name: null, text: words }];
  }
  const who = author === 'operator' ? 'person' : author === 'system' ? 'event' : author;
  return text.trim() === '' ? [] : [{ author: who, name: author_name, text }];
}

function eventWords(code: string | undefined, who: string | null): string | undefined {
  const name = who ?? 'a person';
  switch (code) {
    case 'joined':
    case 'assigned':
      return `${name} joined: from here on a person answered`;
    case 'left':
    case 'handed_back':
      return `${name} left: from here on you answer again`;
    case 'escalated_open':
    case 'escalated_closed':
    case 'waiting_again':
      return 'a person was asked to come';
    case 'continued_with_agent':
      return 'the visitor chose to go on with you';
    default:
      return undefined;
  }
}
