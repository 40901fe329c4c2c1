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
  -- a digest of what stands there; null: to be drawn whatever it is
  shown text,
  -- not before: Slack wants it so, or a moment has to pass after the last time
  next_at timestamptz,
  opened_at timestamptz not null default now(),
  primary key (tenant, installation, user_id),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);

create table slack_digest (
  tenant uuid not null,
  agent uuid not null,
  -- of the agent's own zone
  day date not null,
  primary key (tenant, agent, day),
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade
);
create index announcement_escalated on announcement (tenant, agent, at)
  where kind = 'conversation.escalated';

-- Letters to people of the team: each once.
alter table letter
  -- what it tells of; null: a visitor gets it
  add column about text,
  -- of the team's: the line that is a link
  add column link text;
create unique index letter_about on letter (tenant, about, recipient) where about is not null;

-- Who people are beside their account: what Slack says of them.
alter table slack_person
  -- that they read Slack in, where cards speak it
  add column language text check (language in ('en', 'de', 'es', 'ja'));
create index slack_person_person on slack_person (person) where person is not null;
create index slack_link_old on slack_link (expires_at);

-- An operator's face, for visitors: fetched once, so that no visitor asks Slack for it.
create table person_picture (
  tenant uuid not null references organisation (tenant) on delete cascade,
  person uuid not null references person (id) on delete cascade,
  -- in its address: another picture has another one
  id uuid not null unique,
  -- where it came from
  source text not null,
  content_type text not null,
  bytes bytea not null,
  fetched_at timestamptz not null default now(),
  primary key (tenant, person)
);
