import type { CardLanguage } from '@belay/slack/cards/card-model';
import { filled } from '@belay/slack/cards/phrase';
import type { ThreadLine } from '@belay/slack/cards/thread-line';
import { wordsOf } from '@belay/slack/cards/words/words';
import type pg from 'pg';
import type { MessageRow } from '../../conversation/views/read-messages.ts';
import { isMirroredLine } from '../notify/mirrored-lines.ts';
import type { CardStanding } from './card-facts.ts';

export type LineMessage = Pick<
  MessageRow,
  'id' | 'author' | 'author_name' | 'kind' | 'text' | 'line' | 'edited_at' | 'deleted_at'
> & { files: string[] };

/** Messages (uuids) by id, in one statement for all. */
export async function readLineMessages(
  pool: pg.Pool,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, LineMessage>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<LineMessage>({
    name: 'slack-line-messages',
    text: `select m.id, m.author, m.author_name, m.kind, m.text, m.line, m.edited_at, m.deleted_at,
             array(select f.name from desk_file f where f.tenant = m.tenant and f.message = m.id
                   order by f.created_at, f.id) as files
           from message m where m.tenant = $1 and m.id = any($2::uuid[])`,
    values: [tenant, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who says what in the thread: people's words as they are, ours in the channel's language. */
export function lineOf(
  message: LineMessage,
  { agent_name, visitor_name }: Pick<CardStanding, 'agent_name' | 'visitor_name'>,
  language: CardLanguage,
): Pick<ThreadLine, 'author' | 'name' | 'text'> {
  const { author, author_name: name, kind, text, line } = message;
  if (author === 'system' || kind === 'line')
    return { author: 'system', name: null, text: fixed(line, name, language) ?? text };
  if (kind === 'note') return { author: 'note', name, text };
  if (author === 'operator') return { author, name, text };
  return { author, name: author === 'visitor' ? visitor_name : agent_name, text };
}

function fixed(
  line: LineMessage['line'],
  name: string | null,
  language: CardLanguage,
): string | undefined {
  if (!line || !isMirroredLine(line.code)) return undefined;
  return filled(wordsOf(language).lines[line.code], { name: name ?? line.params.name ?? '' });
}
