-- Agents, what they answer from, and what a tenant's model endpoint is.

create table agent (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  name text not null,
  is_public boolean not null default false,
  is_paused boolean not null default false,
  -- AgentSettings of the contract
  settings jsonb not null,
  -- signs visitors' identities; sealed, bound to the row (DSK-9)
  identity_secret bytea,
  identity_secret_at timestamptz,
  -- grows with every change that cancels running turns
  epoch integer not null default 1,
  -- grows with every change of what it reads: its tokens of before fall
  reach integer not null default 1,
  created_by uuid references person (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, id)
);
-- Visitors name an agent alone.
create unique index agent_id on agent (id);

-- Which memory an agent answers from, opted in scope by scope (DSK-1). Its own knowledge needs none.
create table agent_scope (
  tenant uuid not null,
  agent uuid not null,
  scope text collate "C" not null,
  -- the private channels there, by id, that a person confirmed: of others nothing is read (MGD-6)
  confirmed_channels text[] not null default '{}',
  added_at timestamptz not null default now(),
  primary key (tenant, agent, scope),
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade
);

create table knowledge (
  tenant uuid not null,
  id uuid not null,
  agent uuid not null,
  kind text not null check (kind in ('text', 'qa', 'document', 'site')),
  title text not null,
  -- what was given: text, question and answer, a file's name and type, a site's address and bound
  given jsonb not null,
  state text not null default 'learning' check (state in ('learning', 'ready', 'partial', 'failed', 'removing')),
  reason text,
  -- grows with every change: what an older run teaches is discarded
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, id),
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade
);
create index knowledge_agent on knowledge (tenant, agent, created_at desc, id desc);

-- A document's bytes until it is read.
create table knowledge_upload (
  tenant uuid not null,
  knowledge uuid not null,
  bytes bytea not null,
  primary key (tenant, knowledge),
  foreign key (tenant, knowledge) references knowledge (tenant, id) on delete cascade
);

-- A site's pages: what is still to be read outlives a process.
create table knowledge_page (
  tenant uuid not null,
  knowledge uuid not null,
  url text collate "C" not null,
  -- the order in which they were found
  seq bigint generated always as identity,
  depth integer not null,
  -- of the knowledge, when it was last found
  version integer not null,
  state text not null default 'found' check (state in ('found', 'done', 'skipped', 'failed')),
  reason text,
  -- of the page's text: a second page with the same teaches nothing
  digest bytea,
  primary key (tenant, knowledge, url),
  foreign key (tenant, knowledge) references knowledge (tenant, id) on delete cascade
);

-- The experiences that one source taught: forgotten with it. A piece is known by what it says.
create table knowledge_piece (
  tenant uuid not null,
  knowledge uuid not null,
  -- of a site: the page's address; else empty
  part text collate "C" not null,
  digest bytea not null,
  event_id uuid not null,
  primary key (tenant, knowledge, part, digest),
  foreign key (tenant, knowledge) references knowledge (tenant, id) on delete cascade
);

create table model_endpoint (
  tenant uuid primary key references organisation (tenant) on delete cascade,
  url text not null,
  model text not null,
  key bytea,
  daily_tokens bigint,
  updated_at timestamptz not null default now()
);
create table model_use (
  tenant uuid not null references organisation (tenant) on delete cascade,
  day date not null,
  tokens bigint not null default 0,
  primary key (tenant, day)
);
