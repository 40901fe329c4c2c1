-- What people do in Slack: clicks, commands, lines in threads, and who they are.

-- Stored before Slack is answered; what it says is erased when it is settled (TKO-4).
create table slack_heard (
  tenant uuid not null,
  installation uuid not null,
  -- what it is: a message by channel and ts, a click by its digest, else the event's id. Stays for
  -- two days, so that what comes again, or is sent again by somebody, changes nothing
  id text collate "C" not null,
  -- the order in which it came
  n bigint generated always as identity,
  -- what is worked on one after the other
  thread text collate "C" not null,
  -- `Heard` as JSON, which may hold what jsonb refuses; null: settled
  body text,
  attempts integer not null default 0,
  received_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (tenant, installation, id),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);
create index slack_heard_open on slack_heard (tenant, installation, thread, n)
  where settled_at is null;
create index slack_heard_waiting on slack_heard (received_at) where settled_at is null;
create index slack_heard_settled on slack_heard (settled_at) where settled_at is not null;

-- A line that a person typed in a card's thread: what became of it.
create table slack_line (
  tenant uuid not null,
  id uuid not null,
  installation uuid not null,
  channel text collate "C" not null,
  ts text collate "C" not null,
  -- the root that it stands under
  thread_ts text collate "C" not null,
  card uuid not null,
  conversation uuid not null,
  user_id text not null,
  person uuid references person (id) on delete set null,
  fate text not null check (fate in
    ('waiting', 'sent', 'internal', 'held', 'cancelled', 'failed', 'retracted')),
  -- of a held one
  reason text,
  choices text[] not null default '{}',
  held_until timestamptz,
  -- of a held one: doubts that its author has seen and wants to pass, and what they pressed
  accepted text[] not null default '{}',
  choice text,
  -- of a waiting one: an edit meanwhile replaces it, a deletion cancels it
  send_at timestamptz,
  -- the newest version as JSON, while it waits or is held; when Slack says it was edited, and told of it
  body text,
  edited_ts text collate "C",
  event_ts text collate "C",
  -- what the visitor got, or the team's note
  message uuid,
  -- Slack's ids of its files: those of ours that the message names
  files jsonb not null default '{}',
  -- one reaction: which is wanted, which stands
  receipt text,
  receipt_shown text,
  receipt_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant, id),
  unique (tenant, installation, channel, ts),
  foreign key (tenant, card) references slack_card (tenant, id) on delete cascade,
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
create index slack_line_due on slack_line (send_at) where fate = 'waiting';
create index slack_line_waiting on slack_line (tenant, card, ts) where fate = 'waiting';
create index slack_line_unseen on slack_line (tenant, conversation)
  where fate = 'sent' and receipt in ('stored', 'mailed');
create index slack_line_held on slack_line (tenant, conversation) where fate = 'held';
create index slack_line_held_until on slack_line (held_until) where fate = 'held';
-- a note that is still to be written
create index slack_line_owed on slack_line (receipt_at) where fate = 'internal' and body is not null;
create index slack_line_receipt on slack_line (tenant, installation, receipt_at)
  where receipt is distinct from receipt_shown;
create index slack_line_message on slack_line (tenant, message) where message is not null;

-- When somebody here could last hear Slack: a hole in it is an outage (TKO-7).
create table slack_listening (
  one boolean primary key default true check (one),
  at timestamptz not null
);

-- Somebody of a workspace, and who they are here (TKO-5).
create table slack_person (
  tenant uuid not null,
  installation uuid not null,
  user_id text collate "C" not null,
  team_id text,
  name text not null,
  picture_url text,
  -- a full, confirmed member of that team or enterprise: no guest, no stranger, not deactivated
  is_member boolean not null,
  refused text,
  person uuid references person (id) on delete set null,
  how text check (how in ('email', 'hand')),
  -- a person who unlinked themselves is not linked by e-mail again
  is_refused_by_person boolean not null default false,
  checked_at timestamptz not null default now(),
  primary key (tenant, installation, user_id),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);
create unique index slack_person_once on slack_person (tenant, installation, person)
  where person is not null;

create table slack_link (
  hash bytea primary key,
  tenant uuid not null,
  installation uuid not null,
  user_id text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);
