import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type pg from 'pg';
import type { BusyColleague } from './busy-colleague.ts';
import type { SlackMessage } from './slack-desk-world.ts';

interface Post {
  id: string;
  kind: string;
  channel: string;
  ts: string;
  conversation: string | null;
}

interface Line {
  channel: string;
  ts: string;
  fate: string;
  message: string | null;
  text: string | null;
  kind: string | null;
  deleted: boolean;
  receipt: string | null;
}

/** What is wrong between a desk that has come to rest and what stands in Slack. */
export async function slackComplaints(
  pool: pg.Pool,
  tenant: string,
  sandbox: Sandbox,
  colleagues: readonly BusyColleague[],
): Promise<string[]> {
  const shown = inSlack(sandbox);
  return [
    ...(await underWay(pool, tenant)),
    ...(await untold(pool, tenant)),
    ...doubled(shown),
    ...(await postsAndMessages(pool, tenant, shown)),
    ...(await drawnWrong(pool, tenant, shown)),
    ...(await linesLost(pool, tenant, sandbox, colleagues)),
  ];
}

type Shown = Map<string, SlackMessage>;

/** Every message of ours that stands, by channel and ts. */
function inSlack(sandbox: Sandbox): Shown {
  const shown: Shown = new Map();
  for (const { id, messages, threads } of sandbox.truth.now().channels)
    for (const message of [...messages, ...Object.values(threads).flat()] as SlackMessage[])
      if (message.bot_id === sandbox.app.botId) shown.set(`${id} ${message.ts}`, message);
  return shown;
}

async function underWay(pool: pg.Pool, tenant: string): Promise<string[]> {
  const { rows } = await pool.query<{ what: string; n: number }>(
    `select 'posts ' || state as what, count(*)::int as n from slack_post
       where tenant = $1 and state in ('waiting', 'sending', 'parked') group by 1
     union all select 'redraws', count(*)::int from slack_post
       where tenant = $1 and redraw_at is not null
     union all select 'things heard', count(*)::int from slack_heard
       where tenant = $1 and settled_at is null
     union all select 'lines waiting', count(*)::int from slack_line
       where tenant = $1 and fate = 'waiting'
     union all select 'receipts', count(*)::int from slack_line
       where tenant = $1 and receipt is distinct from receipt_shown`,
    [tenant],
  );
  return rows.filter(({ n }) => n > 0).map(({ what, n }) => `${n} ${what} are still under way`);
}

/** Each event that is switched on is in each of its channels, once (NTF-3). */
async function untold(pool: pg.Pool, tenant: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; kind: string }>(
    `select a.id, a.kind from announcement a
     where a.tenant = $1 and a.kind in ('conversation.started', 'conversation.escalated')
       and not exists (select from slack_post p where p.tenant = a.tenant
                       and p.announcement = a.id and p.state = 'posted')
       and not exists (select from slack_post p where p.tenant = a.tenant and p.state = 'posted'
                       and p.data::text like '%' || a.id || '%')`,
    [tenant],
  );
  return rows.map(({ id, kind }) => `${kind} ${id} is nowhere in Slack`);
}

function doubled(shown: Shown): string[] {
  const byKey = Map.groupBy(shown, ([, message]) => keyOf(message));
  return [...byKey]
    .filter(([key, all]) => key !== undefined && all.length > 1)
    .map(([key, all]) => `${key} stands ${all.length} times in Slack`);
}

async function postsAndMessages(pool: pg.Pool, tenant: string, shown: Shown): Promise<string[]> {
  const { rows } = await pool.query<Post>(
    `select p.id, p.kind, p.channel, p.ts, c.conversation from slack_post p
     left join slack_card c on c.tenant = p.tenant and c.id = p.card
     where p.tenant = $1 and p.state = 'posted' and p.ts is not null and p.wanted`,
    [tenant],
  );
  const known = new Set(rows.map(({ channel, ts }) => `${channel} ${ts}`));
  return [
    ...rows
      .filter(({ channel, ts }) => !shown.has(`${channel} ${ts}`))
      .map(({ kind, id }) => `${kind} ${id} counts as posted and stands nowhere`),
    ...[...shown.keys()]
      .filter((place) => !known.has(place))
      .map((place) => `a message of ours that nobody knows stands at ${place}`),
  ];
}

/** Every root shows who has the conversation now (TKO-2). */
async function drawnWrong(pool: pg.Pool, tenant: string, shown: Shown): Promise<string[]> {
  const { rows } = await pool.query<{
    channel: string;
    ts: string;
    state: string;
    owner: string | null;
    number: string;
  }>(
    `select k.channel, k.ts, c.state, c.number, o.name as owner from slack_card k
     join conversation c on c.tenant = k.tenant and c.id = k.conversation
     left join person o on o.id = c.owner
     where k.tenant = $1 and k.ts is not null and not k.is_muted`,
    [tenant],
  );
  return rows.flatMap(({ channel, ts, state, owner, number }) => {
    const message = shown.get(`${channel} ${ts}`);
    if (!message) return [`the root of ${number} is not in ${channel}`];
    const drawn = JSON.stringify(message.blocks);
    const isRight =
      state === 'human'
        ? drawn.includes(owner ?? '–') && !drawn.includes('"belay_take"')
        : drawn.includes(state === 'closed' ? '"belay_reopen"' : '"belay_take"');
    return isRight ? [] : [`the card of ${number} in ${channel} does not show that it is ${state}`];
  });
}

/** Each line that was typed has a fate and its receipt, and what was sent was sent once (TKO-4). */
async function linesLost(
  pool: pg.Pool,
  tenant: string,
  sandbox: Sandbox,
  colleagues: readonly BusyColleague[],
): Promise<string[]> {
  const { rows } = await pool.query<Line>(
    `select l.channel, l.ts, l.fate, l.message, m.text, m.kind, l.receipt,
            coalesce(m.deleted_at is not null, true) as deleted
     from slack_line l left join message m on m.tenant = l.tenant and m.id = l.message
     where l.tenant = $1`,
    [tenant],
  );
  const { rows: said } = await pool.query<{ text: string; n: number }>(
    `select text, count(*)::int as n from message
     where tenant = $1 and via = 'slack' and kind = 'text' and author = 'operator' group by 1`,
    [tenant],
  );
  const complaints = said
    .filter(({ text, n }) => n > 1 && text !== '')
    .map(({ text, n }) => `"${text}" was said ${n} times`);
  const heard = new Map(rows.map((row) => [`${row.channel} ${row.ts}`, row]));
  for (const { channel, ts, text, isNote, now } of colleagues.flatMap(({ lines }) => lines)) {
    const line = heard.get(`${channel} ${ts}`);
    // taken away before anybody heard it: nothing is owed
    if (!line && now === null) continue;
    if (!line) complaints.push(`"${text}" was not heard`);
    else if (isNote && line.kind === 'text') complaints.push(`the note "${text}" was sent`);
    else if (line.fate === 'sent' && (line.message === null || line.kind !== 'text'))
      complaints.push(`"${text}" counts as sent and was not`);
    else if (line.fate === 'sent' && now === null && !line.deleted)
      complaints.push(`"${text}" was taken away in Slack and stands in the widget`);
    else if (line.fate === 'sent' && now !== null && line.text !== now)
      complaints.push(`"${now}" stands in Slack, "${line.text}" in the widget`);
    else if (now !== null && line.receipt !== null && !hasReceipt(sandbox, channel, ts))
      complaints.push(`"${text}" has no receipt in Slack`);
  }
  return complaints;
}

function hasReceipt(sandbox: Sandbox, channel: string, ts: string): boolean {
  const { message } = sandbox.world.entry(channel, ts);
  return (
    message.reactions.filter(({ users }) => users.includes(sandbox.app.botUserId)).length === 1
  );
}

function keyOf({ metadata }: SlackMessage): string | undefined {
  const payload = (metadata as { event_payload?: { key?: string } } | undefined)?.event_payload;
  return payload?.key;
}
