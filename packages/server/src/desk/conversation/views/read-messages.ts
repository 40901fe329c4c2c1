import type { AgentSettings } from '@belay/contract/desk/agent';
import type { AuthorKind, Citation, MessageView } from '@belay/contract/desk/conversation';
import type pg from 'pg';

/** A row of `message` with the names of whom it may be by. */
export interface MessageRow {
  id: string;
  conversation: string;
  seq: number;
  cycle: number;
  turn: number;
  author: AuthorKind;
  person: string | null;
  author_name: string | null;
  /** uuid of their face */
  author_picture: string | null;
  kind: MessageView['kind'];
  text: string;
  line: MessageView['line'];
  citations: Citation[];
  via: MessageView['via'];
  client_id: string | null;
  taught: boolean;
  edited_at: Date | null;
  deleted_at: Date | null;
  created_at: Date;
  visitor: string;
  visitor_name: string | null;
  agent: string;
  agent_name: string;
  /** what the agent lets visitors see of its sources */
  shown_citations: AgentSettings['citations'];
}

/** Which messages of a conversation: by id, or the newest before a number. */
export type MessageChoice = { ids: readonly string[] } | { before: number | null; limit: number };

const columns = `m.id, m.conversation, m.seq, m.cycle, m.turn, m.author, m.person, m.author_name, pic.id as author_picture, m.kind,
  m.text, m.line, m.citations, m.via, m.client_id, m.taught, m.edited_at, m.deleted_at, m.created_at,
  c.visitor, v.name as visitor_name, c.agent, a.name as agent_name,
  coalesce(a.settings ->> 'citations', 'label') as shown_citations`;
const tables = `message m
  join conversation c on c.tenant = m.tenant and c.id = m.conversation
  join visitor v on v.tenant = c.tenant and v.id = c.visitor
  join agent a on a.tenant = c.tenant and a.id = c.agent
  left join person_picture pic on pic.tenant = m.tenant and pic.person = m.person`;
/** Visitors never see notes and drafts. */
const publicKinds = `and m.kind in ('text', 'line')`;

/** Messages in order. `forVisitor` leaves out what is the team's own, before the limit counts. */
export async function readMessages(
  db: pg.Pool | pg.PoolClient,
  { tenant, conversation }: { tenant: string; conversation: string },
  choice: MessageChoice,
  forVisitor: boolean,
): Promise<MessageRow[]> {
  const only = forVisitor ? publicKinds : '';
  if ('ids' in choice) {
    const { rows } = await db.query<MessageRow>({
      name: forVisitor ? 'desk-public-messages' : 'desk-messages',
      text: `select ${columns} from ${tables}
             where m.tenant = $1 and m.conversation = $2 and m.id = any($3) ${only} order by m.seq`,
      values: [tenant, conversation, choice.ids],
    });
    return rows;
  }
  const { rows } = await db.query<MessageRow>({
    name: forVisitor ? 'desk-public-messages-before' : 'desk-messages-before',
    text: `select ${columns} from ${tables}
           where m.tenant = $1 and m.conversation = $2 and ($3::int is null or m.seq < $3) ${only}
           order by m.seq desc limit $4`,
    values: [tenant, conversation, choice.before, choice.limit],
  });
  return rows.reverse();
}
