-- Nobody picks up (NTF-6), who is there, and what a day was like.

create table ladder_step (
  tenant uuid not null,
  conversation uuid not null,
  escalation uuid not null,
  -- 0: the card; later ones by the agent's ladder
  step integer not null,
  due_at timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'skipped', 'stopped')),
  -- what came of it, for people
  note text,
  done_at timestamptz,
  primary key (tenant, escalation, step),
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
create index ladder_step_due on ladder_step (due_at) where state = 'waiting' and due_at is not null;
create index ladder_step_conversation on ladder_step (tenant, conversation);

-- Operators who said that they are not there.
create table away (
  tenant uuid not null references organisation (tenant) on delete cascade,
  person uuid not null references person (id) on delete cascade,
  since timestamptz not null default now(),
  primary key (tenant, person)
);

-- App Homes that people opened: drawn again when their queue changes.
create table slack_home (
  tenant uuid not null,
  installation uuid not null,
  user_id text collate "C" not null,
  version integer not null default 1,
  drawn integer not null default 0,
  redraw_at timestamptz,
  opened_at timestamptz not null default now(),
  primary key (tenant, installation, user_id),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);
create index slack_home_redraw on slack_home (tenant, installation, redraw_at)
  where redraw_at is not null;

create table slack_digest (
  tenant uuid not null,
  agent uuid not null,
  -- of the agent's own zone
  day date not null,
  primary key (tenant, agent, day),
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade
);
