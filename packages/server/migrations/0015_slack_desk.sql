-- What agents tell in Slack: who is bound where, the cards, and every message of ours.

create table slack_binding (
  tenant uuid not null,
  agent uuid not null,
  -- null: disconnected; what was chosen stays
  installation uuid,
  -- the concrete workspace
  team_id text,
  -- SlackSettings of the contract
  settings jsonb not null,
  connected_at timestamptz,
  connected_by text,
  updated_at timestamptz not null default now(),
  primary key (tenant, agent),
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade,
  foreign key (tenant, installation) references slack_installation (tenant, id)
);
create index slack_binding_installation on slack_binding (tenant, installation);

-- A channel as it was last seen, and whether we may post there.
create table slack_channel (
  tenant uuid not null,
  installation uuid not null,
  channel text collate "C" not null,
  name text not null,
  is_private boolean not null default false,
  is_member boolean not null default false,
  is_shared boolean not null default false,
  -- SlackTrouble that keeps posts away, with Slack's own word; null: none
  trouble text,
  slack_error text,
  since timestamptz,
  checked_at timestamptz not null default now(),
  primary key (tenant, installation, channel),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);

-- A conversation in one channel (NTF-3).
create table slack_card (
  tenant uuid not null,
  id uuid not null,
  agent uuid not null,
  conversation uuid not null,
  installation uuid not null,
  channel text collate "C" not null,
  -- of the root that stands now; null: none yet
  ts text collate "C",
  -- grows when a deleted root is replaced; the second time within a day it is muted
  root integer not null default 1,
  replaced_at timestamptz,
  is_muted boolean not null default false,
  -- mirrors the conversation: one card, fixed for the claim
  is_home boolean not null default false,
  -- a person was wanted or there when it was told last: what ends that is mirrored, too
  mirrors boolean not null default false,
  -- the last message that its thread tells, by history or by mirror, and the last cycle
  told_seq integer not null default 0,
  cycle integer not null default 1,
  -- the last escalation that it showed: its reminders are settled with it
  escalation uuid,
  -- a digest of how things stood when its posts were last asked to look otherwise
  shown text,
  -- nothing about the conversation may stay: it is gone here, and its posts are rewritten there
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant, id),
  -- no reference: cards outlive their conversation until Slack shows that it was erased (NTF-7)
  unique (tenant, conversation, installation, channel),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);
create unique index slack_card_home on slack_card (tenant, conversation) where is_home;

-- Every thread that was ever under a root of a card: old ones stay known.
create table slack_thread (
  tenant uuid not null,
  installation uuid not null,
  channel text collate "C" not null,
  ts text collate "C" not null,
  card uuid not null,
  primary key (tenant, installation, channel, ts),
  foreign key (tenant, card) references slack_card (tenant, id) on delete cascade
);
create index slack_thread_card on slack_thread (tenant, card);

-- One message of ours, there or to be there: written in the transaction of what it tells (NTF-3).
create table slack_post (
  tenant uuid not null,
  id uuid not null,
  -- the order in a channel
  n bigint generated always as identity,
  installation uuid not null,
  channel text collate "C" not null,
  agent uuid,
  card uuid,
  kind text not null check (kind in
    ('card', 'event', 'history', 'line', 'reminder', 'assigned', 'summary', 'test', 'digest')),
  -- 0: cards, lines, reminders; 1: history, which yields to them
  rank smallint not null default 0,
  -- of an event: once per channel
  announcement uuid,
  event text,
  -- of a line: once per card
  message uuid,
  -- what it is drawn from beside how things stand: ids and figures, no text that people wrote
  data jsonb not null default '{}',
  -- also shown in the channel
  broadcast boolean not null default false,
  -- why it goes there, for people
  because text,
  state text not null default 'waiting' check (state in
    ('waiting', 'sending', 'posted', 'parked', 'dropped')),
  -- false: to be deleted
  wanted boolean not null default true,
  -- grows when it has to look otherwise; `drawn` is what Slack shows
  version integer not null default 1,
  drawn integer not null default 0,
  redraw_at timestamptz,
  ts text collate "C",
  -- the owner's fence while it is on its way: another owner's is an unknown outcome
  fence bigint,
  sent_at timestamptz,
  attempts integer not null default 0,
  -- after an unknown outcome: how often it was looked for in vain
  looks smallint not null default 0,
  -- where Slack put it outside of its thread: deleted before it is sent again
  stray text collate "C",
  -- not before; null: at once
  next_at timestamptz,
  trouble text,
  slack_error text,
  created_at timestamptz not null default now(),
  posted_at timestamptz,
  -- the transaction that wrote it: events of one commit are one post
  born xid8 not null default pg_current_xact_id(),
  primary key (tenant, id),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade,
  foreign key (tenant, card) references slack_card (tenant, id) on delete cascade
);
create unique index slack_post_event on slack_post (tenant, installation, channel, announcement)
  where announcement is not null;
create unique index slack_post_root on slack_post (tenant, card)
  where kind = 'card' and state <> 'dropped';
create unique index slack_post_line on slack_post (tenant, card, message) where message is not null;
create index slack_post_due on slack_post (tenant, installation, channel, rank, n)
  where state in ('waiting', 'sending');
create index slack_post_redraw on slack_post (tenant, installation, redraw_at)
  where redraw_at is not null;
create index slack_post_card on slack_post (tenant, card, n);
create index slack_post_newest on slack_post (tenant, agent, n desc);
create index slack_post_parked on slack_post (tenant, installation, channel) where state = 'parked';
-- of an agent's log and health: few among very many
create index slack_post_lost on slack_post (tenant, agent, n desc) where state = 'parked';
create unique index slack_post_ts on slack_post (tenant, installation, channel, ts) where ts is not null;
create index slack_post_old on slack_post (created_at);
create index slack_post_sent on slack_post (tenant, installation, sent_at) where sent_at is not null;

-- A file of a line, to be seen in the thread; the line's link stays, whatever comes of it.
create table slack_upload (
  tenant uuid not null,
  id uuid not null default gen_random_uuid(),
  installation uuid not null,
  card uuid not null,
  message uuid not null,
  -- desk_file
  file uuid not null,
  -- Slack's id, once it has the bytes: by that it is found again, and deleted
  slack_file text,
  -- `sharing`: on its way, or nobody knows; `done`: refused, deleted, or not to be shown at all
  state text not null default 'waiting' check (state in ('waiting', 'sharing', 'shared', 'done')),
  -- false: to be deleted
  wanted boolean not null default true,
  attempts integer not null default 0,
  next_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant, id),
  unique (tenant, card, file),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade,
  foreign key (tenant, card) references slack_card (tenant, id) on delete cascade
);
create index slack_upload_due on slack_upload (tenant, installation, created_at)
  where state in ('waiting', 'sharing') or (state = 'shared' and not wanted);
create index slack_upload_message on slack_upload (tenant, message);

-- Who works for an installation, by kind: its connectors, and what the desk says there.
alter table lease
  add column kind text not null default 'connectors' check (kind in ('connectors', 'desk')),
  -- the advisory lock that its owner holds while it lives; null: only the expiry tells
  add column life integer,
  drop constraint lease_pkey,
  add primary key (tenant, installation, kind);
