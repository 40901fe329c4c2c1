-- What the desk asks of the world: actions, webhooks, mail.

create table action (
  tenant uuid not null,
  id uuid not null,
  agent uuid not null,
  -- ActionBody of the contract without the values of its headers
  definition jsonb not null,
  -- the values of its headers, sealed
  headers bytea,
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
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant, id),
  unique (tenant, conversation, turn, call),
  foreign key (tenant, action) references action (tenant, id) on delete cascade,
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
create index action_run_time on action_run (tenant, action, begun_at desc);

create table webhook (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  secret bytea not null,
  is_enabled boolean not null default true,
  trouble text,
  created_at timestamptz not null default now(),
  primary key (tenant, id)
);
create table webhook_delivery (
  tenant uuid not null,
  id uuid not null,
  webhook uuid not null,
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
  foreign key (tenant, webhook) references webhook (tenant, id) on delete cascade
);
create index webhook_delivery_time on webhook_delivery (tenant, webhook, created_at desc);

-- E-mail to visitors who have left: one row per letter, sent once.
create table letter (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  conversation uuid,
  visitor uuid,
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  reason text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant, id)
);
create index letter_time on letter (tenant, created_at desc);
