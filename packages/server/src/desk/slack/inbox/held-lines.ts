import type { HeldLineView } from '@belay/contract/desk/slack-conversation';
import { type HeldReason, heldSentence } from '@belay/slack/cards/held-prompt';
import { fields, list } from '@belay/slack/parse/fields';
import { render } from '@belay/slack/text/render';
import type pg from 'pg';
import { slackLink } from '../../../connectors/status/slack-link.ts';
import { publicId } from '../../../memory/ids.ts';
import type { Standing } from '../../conversation/state/standing.ts';

interface Row {
  id: string;
  channel: string;
  ts: string;
  thread_ts: string;
  url: string;
  user_id: string;
  user_name: string | null;
  person: string | null;
  reason: HeldReason | null;
  choices: HeldLineView['choices'];
  /** the newest version, as JSON */
  body: string | null;
  created_at: Date;
  held_until: Date;
}

/** Names that the message carries itself; ids stay ids: nothing is asked of Slack to show a line. */
const noNames = { person: () => undefined, channel: () => undefined, group: () => undefined };

/** Lines typed in Slack that wait for their author's word (TKO-4), the oldest first. */
export async function heldLines(
  pool: pg.Pool,
  standing: Standing,
  now: Date,
): Promise<HeldLineView[]> {
  const { rows } = await pool.query<Row>({
    name: 'slack-held-lines',
    text: `select l.id, l.channel, l.ts, l.thread_ts, i.url, l.user_id, s.name as user_name,
                  coalesce(l.person, s.person) as person, l.reason, l.choices, l.body,
                  l.created_at, l.held_until
           from slack_line l
           join slack_installation i on i.tenant = l.tenant and i.id = l.installation
           left join slack_person s on s.tenant = l.tenant
             and s.installation = l.installation and s.user_id = l.user_id
           where l.tenant = $1 and l.conversation = $2 and l.fate = 'held' and l.held_until > $3
           order by l.ts, l.id`,
    values: [standing.tenant, standing.id, now],
  });
  return rows.map((row) => heldLine(row, standing));
}

function heldLine(row: Row, standing: Standing): HeldLineView {
  return {
    id: publicId('hld', row.id),
    conversation_id: publicId('cnv', standing.id),
    text: textOf(row.body),
    author: { user_id: row.user_id, name: row.user_name ?? row.user_id, person_id: row.person },
    reason: row.reason ?? 'agent',
    sentence: heldSentence('en', row.reason ?? 'agent', standing.owner_name),
    choices: row.choices,
    permalink: slackLink(row.url, row.channel, row.ts, row.thread_ts),
    held_at: row.created_at.toISOString(),
    expires_at: row.held_until.toISOString(),
  };
}

/** As a person reads it; hostile blocks cost their own part only. */
function textOf(body: string | null): string {
  const { text, blocks, attachments } = fields(parsed(body));
  return render(
    {
      text: typeof text === 'string' ? text : '',
      blocks: list(blocks),
      attachments: list(attachments),
    },
    noNames,
  );
}

function parsed(body: string | null): unknown {
  try {
    return JSON.parse(body ?? 'null');
  } catch {
    // what nobody can read is shown by its link alone
    return null;
  }
}
