-- The agent's turns: attempts at an answer, actions whose parameters are gathered in the chat, and
-- how the model's endpoint fares.

create table agent_turn (
  tenant uuid not null,
  conversation uuid not null,
  turn integer not null,
  -- one more for each process that began it
  attempt integer not null default 1,
  -- {reason, detail}: decided, and due as soon as the answer is said
  hand_over jsonb,
  primary key (tenant, conversation),
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);

-- An action that the visitor is being asked about, one parameter after another (DSK-5).
create table gathering (
  tenant uuid not null,
  conversation uuid not null,
  -- of the conversation: a takeover ends it
  epoch integer not null,
  action uuid not null,
  -- what was given so far, by key; null: left out
  given jsonb not null default '{}',
  -- `asking` for the first key that is missing, `confirming`, `running`
  stage text not null check (stage in ('asking', 'confirming', 'running')),
  -- the turn whose words were taken in last: they count once
  turn integer not null,
  begun_at timestamptz not null default now(),
  primary key (tenant, conversation),
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);

-- What keeps the endpoint from answering, in words; null: nothing that is known.
alter table model_endpoint add column trouble text;
alter table model_endpoint add column trouble_at timestamptz;
