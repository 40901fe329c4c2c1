-- What the desk asks of the world: actions, webhooks, mail.

create table action (
  tenant uuid not null,
  id uuid not null,
  agent uuid not null,
  -- ActionBody of the contract without the values of its headers
  definition jsonb not null,
  -- the values of its headers, sealed
  headers bytea,
  -- signs its requests; sealed
  secret bytea not null,
  is_enabled boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, id),
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade
);
create index action_agent on action (tenant, agent);

-- Written before its request, while the conversation is the agent's (DSK-5).
create table action_run (
  tenant uuid not null,
  id uuid not null,
  action uuid not null,
  conversation uuid not null,
  turn integer not null,
  call text not null,
  parameters jsonb not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed', 'unknown')),
  status integer,
  outcome text,
  -- what the visitor was to be told
  said text,
  begun_at timestamptz not null default now(),
  -- who still runs after this was cut off
  due_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant, id),
  unique (tenant, conversation, turn, call),
  foreign key (tenant, action) references action (tenant, id) on delete cascade,
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
create index action_run_newest on action_run (tenant, action, id);
create index action_run_due on action_run (due_at) where state = 'running';

create table webhook (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  secret bytea not null,
  is_enabled boolean not null default true,
  trouble text,
  -- tries in a row that failed
  failures integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (tenant, id)
);
create table webhook_delivery (
  tenant uuid not null,
  id uuid not null,
  webhook uuid not null,
  -- null: a test, or what it told of was erased
  announcement uuid,
  event text not null,
  -- the exact bytes, erased once they are delivered or given up
  body text,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  status integer,
  reason text,
  next_attempt_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant, id),
  unique (tenant, webhook, announcement),
  foreign key (tenant, webhook) references webhook (tenant, id) on delete cascade
);
create index webhook_delivery_newest on webhook_delivery (tenant, webhook, id);
create index webhook_delivery_old on webhook_delivery (created_at);
create index webhook_delivery_announcement on webhook_delivery (tenant, announcement);
alter table announcement
  add foreign key (tenant, agent) references agent (tenant, id) on delete cascade;
create index announcement_conversation on announcement (tenant, conversation);

-- E-mail to visitors who have left: one row per letter, sent once.
create table letter (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  conversation uuid,
  visitor uuid,
  recipient text not null,
  subject text not null,
  -- plain text, erased once it is sent or given up
  body text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  reason text,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
create index letter_old on letter (created_at);
create index letter_recipient on letter (tenant, recipient, created_at);
create index letter_conversation on letter (tenant, conversation, created_at);
-- Each word is mailed once.
create table letter_message (
  tenant uuid not null,
  message uuid not null,
  letter uuid not null,
  primary key (tenant, message),
  foreign key (tenant, message) references message (tenant, id) on delete cascade
);
