-- Conversations: one row says who holds it; every verb is one conditional update of it (DSK-8).

create table conversation (
  tenant uuid not null,
  id uuid not null,
  number bigint not null,
  agent uuid not null,
  visitor uuid not null,
  state text not null default 'agent' check (state in ('agent', 'waiting', 'human', 'closed')),
  epoch integer not null default 1,
  turn integer not null default 0,
  -- the last turn that the agent answered or gave up: nobody answers it again
  answered_turn integer not null default 0,
  seq integer not null default 0,
  cycle integer not null default 1,
  owner uuid references person (id) on delete set null,
  claim uuid,
  claimed_at timestamptz,
  -- who held it last: preferred when the visitor comes back
  last_owner uuid references person (id) on delete set null,
  assignee uuid references person (id) on delete set null,
  escalation uuid,
  escalated_at timestamptz,
  -- [{reason, detail, at}]
  escalation_reasons jsonb not null default '[]',
  -- after it an owner's silence gives the conversation back; half way colleagues may take it
  quiet_due timestamptz,
  quiet_warn_at timestamptz,
  -- the half is over and told
  quiet_warned boolean not null default false,
  snooze_until timestamptz,
  -- for the AI after a hand back
  instruction text,
  -- answers in a row that found nothing, and turns in a row that failed
  unknown_streak integer not null default 0,
  failure_streak integer not null default 0,
  language text,
  page jsonb,
  rating jsonb,
  rating_asked_cycle integer not null default 0,
  -- {author, text, at, seq}: the newest public words, not the fixed lines
  last_message jsonb,
  visitor_spoke_at timestamptz,
  we_spoke_at timestamptz,
  -- the seq of those words: clocks of two processes never decide who spoke last
  visitor_seq integer not null default 0,
  our_seq integer not null default 0,
  seen_by_visitor integer not null default 0,
  seen_by_operator integer not null default 0,
  is_test boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade,
  foreign key (tenant, visitor) references visitor (tenant, id) on delete cascade,
  check ((state = 'human') = (owner is not null and claim is not null)),
  check ((state = 'waiting') = (escalation is not null)),
  check (quiet_due is null or state = 'human'),
  check (snooze_until is null or state = 'human')
);
create index conversation_queue on conversation (tenant, state, updated_at desc, id desc);
create index conversation_visitor on conversation (tenant, visitor, created_at desc);
create index conversation_owner on conversation (tenant, owner) where owner is not null;
create index conversation_quiet on conversation (quiet_due) where quiet_due is not null;
create index conversation_quiet_warn on conversation (quiet_warn_at) where quiet_warn_at is not null and not quiet_warned;
create index conversation_snooze on conversation (snooze_until) where snooze_until is not null;
create index conversation_idle on conversation (updated_at) where state in ('agent', 'human');
create index conversation_time on conversation (tenant, updated_at desc, id desc);
create index conversation_open on conversation (tenant, updated_at desc, id desc) where state <> 'closed';
create index conversation_waiting on conversation (tenant, escalated_at, id) where state = 'waiting';
create unique index conversation_number_once on conversation (tenant, number);
create index conversation_agent on conversation (tenant, agent, state);
create index conversation_assignee on conversation (tenant, assignee) where assignee is not null;

-- Counts up within the organisation.
create table conversation_number (
  tenant uuid primary key references organisation (tenant) on delete cascade,
  last bigint not null
);

create table message (
  tenant uuid not null,
  id uuid not null,
  conversation uuid not null,
  seq integer not null,
  cycle integer not null,
  turn integer not null,
  author text not null check (author in ('visitor', 'agent', 'operator', 'system')),
  person uuid references person (id) on delete set null,
  -- as it was when it was said
  author_name text,
  kind text not null default 'text' check (kind in ('text', 'line', 'note', 'draft')),
  text text not null,
  line jsonb,
  citations jsonb not null default '[]',
  via text not null,
  client_id text,
  taught boolean not null default false,
  edited_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant, id),
  unique (tenant, conversation, seq),
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
-- Sent twice is written once: a visitor's over all their conversations, a person's over theirs.
alter table message add column sender uuid;
create unique index message_client on message (tenant, sender, client_id) where client_id is not null;

-- What operators search, without what was deleted; `simple`: names, numbers and words of every language.
create index message_words on message using gin (to_tsvector('simple', text))
  with (fastupdate = off) where kind in ('text', 'note');
create index visitor_words on visitor using gin
  (to_tsvector('simple', coalesce(name, '') || ' ' || translate(coalesce(email, ''), '@.', '  ')));

-- What streams replay (DSK-6): numbered like lifecycle rows, read below the oldest running transaction.
create table desk_event (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  tenant uuid not null references organisation (tenant) on delete cascade,
  conversation uuid not null,
  visitor uuid not null,
  -- DeskEvent, and WidgetEvent where the visitor may see it
  for_operators jsonb,
  for_visitor jsonb,
  at timestamptz not null default now(),
  primary key (xid, seq)
);
create index desk_event_time on desk_event (at);
create index desk_event_conversation on desk_event (tenant, conversation);
create index desk_event_tenant on desk_event (tenant, xid, seq);
create index desk_event_visitor on desk_event (tenant, visitor, xid, seq);

-- What happened on the desk that others want to hear of: webhooks, and Slack.
create table announcement (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  kind text not null,
  agent uuid not null,
  conversation uuid,
  -- once per tenant and kind (NTF-8)
  about text not null,
  data jsonb not null,
  at timestamptz not null default now(),
  primary key (tenant, id),
  unique (tenant, kind, about)
);

create table lead (
  tenant uuid not null,
  id uuid not null,
  agent uuid not null,
  conversation uuid not null,
  visitor uuid not null,
  -- [{key, label, value}]
  fields jsonb not null,
  via text not null check (via in ('form', 'chat', 'identity')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, id),
  unique (tenant, conversation),
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
create index lead_time on lead (tenant, created_at desc, id desc);
