-- The memory. Tenant leads every primary key, so that the tables can be sharded by it.
-- Events are never updated, only erased (MEM-8): what supersedes or forgets them is a new row.

create table tenant (
  id uuid primary key,
  -- the outermost scope segment that its owner holds, e.g. org:u_0a1b
  root_scope text collate "C" not null unique,
  created_at timestamptz not null default now()
);

create table scope (
  tenant uuid not null references tenant (id) on delete cascade,
  path text collate "C" not null,
  auto_provisioned boolean not null,
  created_at timestamptz not null default now(),
  settings jsonb not null default '{}',
  primary key (tenant, path)
);

create table event (
  tenant uuid not null,
  id uuid not null,
  wal_offset bigint generated always as identity (cache 64),
  scope text collate "C" not null,
  modality text not null,
  caller text not null,
  observed_actor text,
  subject text,
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  labels text[] not null,
  -- the parsed envelope as JSON text; null once forgotten
  envelope text,
  idempotency_key text collate "C",
  -- SHA-256 of the RFC 8785 JSON of the envelope; null once forgotten
  digest bytea,
  forgotten_at timestamptz,
  primary key (tenant, id)
);
-- A key lives as long as its event or its tombstone (MEM-2).
create unique index event_key on event (tenant, idempotency_key) where idempotency_key is not null;
-- Listing: newest first within a scope; "/" sorts right before "0", so a subtree is one range.
create index event_listing on event (tenant, scope, observed_at desc, id desc);

-- One row per commit, scope and kind; its events are an array, so that bulk capture costs one row.
-- Commit order is not sequence order. A reader takes rows whose xid is below
-- pg_snapshot_xmin(pg_current_snapshot()), in the order (xid, seq): no row can appear behind it.
create table lifecycle (
  tenant uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  kind text not null,
  scope text collate "C" not null,
  ts timestamptz not null default clock_timestamp(),
  events uuid[] not null default '{}',
  offsets bigint[] not null default '{}',
  payload jsonb not null default '{}',
  primary key (tenant, xid, seq)
);
create index lifecycle_order on lifecycle (xid, seq);
create index lifecycle_time on lifecycle (tenant, ts);

-- How far the indexer has followed the captured rows.
create table index_position (
  one boolean primary key default true check (one),
  xid xid8 not null default '0',
  seq bigint not null default 0
);
insert into index_position default values;

-- The search side: derived from event, rebuilt from it, changed freely.
create table event_text (
  tenant uuid not null,
  event_id uuid not null,
  scope text collate "C" not null,
  modality text not null,
  observed_actor text not null,
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  labels text[] not null,
  preceded_by uuid[] not null default '{}',
  -- a later version by the same writer closed this one
  closed_at timestamptz,
  words tsvector not null,
  primary key (tenant, event_id)
);
create index event_text_words on event_text using gin (words) with (fastupdate = off);
create index event_text_thread on event_text using gin (preceded_by);

create table blob (
  tenant uuid not null,
  -- HMAC of the content's SHA-256 with the tenant's id: no oracle across tenants
  id bytea not null,
  sha256 bytea not null,
  size_bytes bigint not null,
  content_type text not null,
  uploaded_by text not null,
  -- the bytes on disk: a name of their own, so that an upload never races a removal
  file uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant, id)
);

-- Bytes to remove: written with the erasure, emptied after it, also after a crash in between.
create table blob_trash (
  tenant uuid not null,
  file uuid not null,
  primary key (tenant, file)
);

create table blob_reference (
  tenant uuid not null,
  blob_id bytea not null,
  event_id uuid not null,
  scope text collate "C" not null,
  primary key (tenant, blob_id, event_id)
);

-- Secrets of the server, encrypted with BELAY_SECRET_KEY (SEC-1).
create table secret (
  name text primary key,
  sealed bytea not null,
  created_at timestamptz not null default now()
);

create table minted_token (
  jti text primary key,
  tenant uuid not null,
  subject text not null,
  scopes text[] not null,
  expires_at timestamptz not null
);

create table revoked_token (
  jti text primary key,
  tenant uuid not null,
  reason text,
  revoked_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table audit (
  tenant uuid not null,
  id uuid not null,
  ts timestamptz not null default now(),
  actor text not null,
  token_jti text,
  scope text,
  endpoint text not null,
  capability text,
  decision text not null,
  details jsonb not null default '{}',
  primary key (tenant, id)
);
