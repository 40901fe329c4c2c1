import { agentSettings } from '@belay/contract/desk/agent';
import type { SlackEvent, SlackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import { hoursState } from '../../hours/hours-state.ts';
import { namedChannels } from '../integration/named-channels.ts';
import type { RouteFacts } from './routes-of.ts';

/** What people said is looked through from its newest end. */
const mostText = 20_000;

/** One statement; what was said is read only where a rule asks for it. */
const statement = `
select a.is_public, a.is_paused, a.settings -> 'hours' as hours, c.page ->> 'url' as page, c.language,
  case when $5 then (
    select right(string_agg(m.text, E'\\n' order by m.seq), ${mostText}) from message m
    where m.tenant = $1 and m.conversation = $3 and m.author = 'visitor' and m.kind = 'text'
      and m.deleted_at is null) end as said,
  array(
    select s.channel from slack_binding b
    join slack_channel s on s.tenant = b.tenant and s.installation = b.installation and s.is_shared
    where b.tenant = $1 and b.agent = $2 and s.channel = any($4)) as shared
from agent a left join conversation c on c.tenant = a.tenant and c.id = $3
where a.tenant = $1 and a.id = $2`;

interface Row {
  is_public: boolean;
  is_paused: boolean;
  hours: unknown;
  page: string | null;
  language: string | null;
  said: string | null;
  shared: string[];
}

/**
 * What the router decides by, read in the caller's transaction: the words of this very commit are
 * among what was said. `at` is when the event happened.
 */
export async function routeFacts(
  db: pg.Pool | pg.PoolClient,
  about: {
    tenant: string;
    agent: string;
    conversation: string | null;
    event: SlackEvent;
    /** `act_…` of an `action` event */
    action?: string | null;
    at: Date;
  },
  settings: SlackSettings,
): Promise<RouteFacts | undefined> {
  const { tenant, agent, conversation, event, action, at } = about;
  const asksForWords = settings.rules.some(({ when }) => when.words.length > 0);
  const { rows } = await db.query<Row>({
    name: 'slack-route-facts',
    text: statement,
    values: [tenant, agent, conversation, namedChannels(settings), asksForWords],
  });
  const [row] = rows;
  if (!row) return undefined;
  const hours = agentSettings.shape.hours.parse(row.hours ?? undefined);
  return {
    event,
    agent: { isPublic: row.is_public, isPaused: row.is_paused },
    page: row.page,
    text: row.said ?? '',
    language: row.language,
    isOpen: hoursState(hours, at).open,
    action: action ?? null,
    shared: new Set(row.shared),
  };
}
