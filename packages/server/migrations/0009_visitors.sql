-- Visitors: known by a random token that is kept as a hash, or by a signed identity (DSK-9).

create table visitor (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  -- said by a signed identity
  external_id text,
  name text,
  email text,
  email_verified boolean not null default false,
  phone text,
  language text,
  page jsonb,
  blocked_at timestamptz,
  blocked_reason text,
  -- nothing of them is left but the row
  erased_at timestamptz,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (tenant, id)
);
create unique index visitor_external on visitor (tenant, external_id) where external_id is not null;
create index visitor_seen on visitor (tenant, last_seen_at desc, id desc);

create table visitor_token (
  token_hash bytea primary key,
  tenant uuid not null,
  visitor uuid not null,
  -- whose widget it was given to: who writes by it writes to that agent
  agent uuid not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  foreign key (tenant, visitor) references visitor (tenant, id) on delete cascade
);
create index visitor_token_visitor on visitor_token (tenant, visitor);

-- Who has a widget open, whichever process serves it. Each process renews its own; what is not
-- renewed ends by itself, so a process that dies leaves nobody online for long.
create unlogged table visitor_online (
  tenant uuid not null,
  visitor uuid not null,
  until timestamptz not null,
  primary key (tenant, visitor)
);

-- A visitor's or operator's upload; bytes lie in the blob store. Named by a message or swept.
create table desk_file (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  -- who uploaded: a visitor, or a person
  visitor uuid,
  person uuid,
  conversation uuid,
  message uuid,
  name text not null,
  content_type text not null,
  size_bytes bigint not null,
  blob_id text not null,
  created_at timestamptz not null default now(),
  primary key (tenant, id)
);
create index desk_file_message on desk_file (tenant, message);
create index desk_file_unnamed on desk_file (created_at) where message is null;
create index desk_file_visitor on desk_file (tenant, visitor) where visitor is not null;

-- News of the desk up to here is no longer kept: whoever saw less reads everything anew.
create table desk_horizon (
  one boolean primary key default true check (one),
  xid xid8 not null default '0',
  seq bigint not null default 0
);
insert into desk_horizon default values;
