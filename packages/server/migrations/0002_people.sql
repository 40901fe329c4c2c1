-- People, how they prove who they are, and what they may. A person is of the server; what they may
-- is said per tenant, by member. Links and API tokens are kept as hashes or ids, never as they are.

-- These four belong to better-auth, under our names; the server is the only one who migrates.
create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- lower case
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  -- who made the server: sees its figures in every tenant
  is_operator boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table session (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references person (id) on delete cascade,
  token text not null unique,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_person on session (person);
create index session_expiry on session (expires_at);

create table credential (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references person (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  -- scrypt
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_person on credential (person);

create table verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

-- How often something was tried, in windows, for all processes. Keys are hashed: no e-mail here.
create table attempt (
  key bytea primary key,
  count integer not null,
  window_ends_at timestamptz not null
);
create index attempt_window on attempt (window_ends_at);

-- A tenant that people share. Tenants of the commands have none.
create table organisation (
  tenant uuid primary key references tenant (id) on delete cascade,
  name text not null,
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table member (
  tenant uuid not null references organisation (tenant) on delete cascade,
  person uuid not null references person (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'operator', 'viewer')),
  -- null: everything of the organisation
  scopes text[],
  -- ids of channels, or all of them
  private_channels text[] not null default '{}',
  all_private boolean not null default false,
  joined_at timestamptz not null default now(),
  last_seen_at timestamptz,
  primary key (tenant, person)
);
create index member_person on member (person, joined_at);

create table invitation (
  tenant uuid not null references organisation (tenant) on delete cascade,
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'operator', 'viewer')),
  scopes text[],
  private_channels text[] not null default '{}',
  all_private boolean not null default false,
  token_hash bytea not null unique,
  invited_by uuid not null references person (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (tenant, id)
);
-- The newest invitation of an e-mail is the one that counts.
create unique index invitation_open on invitation (tenant, email) where accepted_at is null;

-- Links that the server prints: the first owner's, and those that set a new password.
create table one_time_link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('setup', 'reset-login')),
  person uuid references person (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'setup') = (person is null))
);

-- What people say of a token that they made; the rest stands in minted_token and revoked_token.
create table api_token (
  tenant uuid not null references organisation (tenant) on delete cascade,
  jti text not null references minted_token (jti) on delete cascade,
  name text not null,
  capabilities text[] not null,
  private_channels boolean not null,
  created_by uuid not null references person (id),
  created_at timestamptz not null default now(),
  primary key (tenant, jti)
);
create index api_token_person on api_token (tenant, created_by);

create index audit_time on audit (tenant, ts desc, id desc);
