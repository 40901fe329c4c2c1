-- The ledger of a managed connector (ARCHITECTURE, "The ledger"): ids, digests, registers and the
-- bytes of writes under way, never what was said. Times are ms since the epoch, ts and priorities
-- are compared byte by byte.

create table ledger_channel (
  tenant uuid not null,
  connector uuid not null,
  channel_id text collate "C" not null,
  -- the order in which they were first met
  seq bigint generated always as identity,
  -- live messages: counting a million rows takes a tenth of a second, and progress asks every second
  live integer not null default 0,
  -- ChannelRecord; null until the channel is bound
  record jsonb,
  -- its certificates, by `from` ascending
  chunks jsonb not null default '[]',
  primary key (tenant, connector, channel_id),
  foreign key (tenant, connector) references connector (tenant, id) on delete cascade
);

create table ledger_message (
  tenant uuid not null,
  connector uuid not null,
  channel_id text collate "C" not null,
  ts text collate "C" not null,
  thread_ts text collate "C",
  in_channel boolean not null,
  state text not null check (state in ('live', 'gone', 'skipped')),
  bare_key text,
  -- packed by pack-parts.ts
  parts text not null,
  registers text not null,
  scope text,
  thread_read_at double precision,
  primary key (tenant, connector, channel_id, ts)
) with (fillfactor = 85);
create index ledger_message_thread on ledger_message (tenant, connector, channel_id, thread_ts, ts)
  where thread_ts is not null;
create index ledger_message_live on ledger_message (tenant, connector, channel_id, ts)
  where state = 'live';
create index ledger_message_proof on ledger_message (tenant, connector, thread_read_at)
  where thread_read_at is not null;
create index ledger_message_channel_proof
  on ledger_message (tenant, connector, channel_id, thread_read_at)
  where thread_read_at is not null;

-- Which messages hold a file: one row for each, also after it is gone.
create table ledger_file (
  tenant uuid not null,
  connector uuid not null,
  file_id text collate "C" not null,
  channel_id text collate "C" not null,
  ts text collate "C" not null,
  primary key (tenant, connector, file_id, channel_id, ts)
);

create table ledger_debt (
  tenant uuid not null,
  connector uuid not null,
  id text collate "C" not null,
  channel_id text collate "C" not null,
  kind text not null,
  ts text collate "C" not null,
  due double precision not null,
  attempts integer not null,
  priority text collate "C" not null,
  reason text,
  detail text,
  primary key (tenant, connector, id)
);
create index ledger_debt_priority on ledger_debt (tenant, connector, priority desc, due);
create index ledger_debt_kind on ledger_debt (tenant, connector, kind, priority desc, due);
create index ledger_debt_channel on ledger_debt (tenant, connector, channel_id, priority desc, due);

-- Writes on their way: they hold what was said until they are settled.
create table ledger_intent (
  tenant uuid not null,
  connector uuid not null,
  key text collate "C" not null,
  seq bigint generated always as identity,
  body text not null,
  channel_id text not null,
  ts text not null,
  part text not null,
  prepared_at double precision not null,
  primary key (tenant, connector, key)
);
create index ledger_intent_order on ledger_intent (tenant, connector, seq);

create table ledger_value (
  tenant uuid not null,
  connector uuid not null,
  name text not null,
  value text not null,
  primary key (tenant, connector, name)
);

-- Scopes that connectors have written to, by channel: what is private when a channel turns so, also
-- after the connector is gone, and where to look when its data is forgotten.
create table connector_scope (
  tenant uuid not null references tenant (id) on delete cascade,
  channel_id text collate "C" not null,
  scope text collate "C" not null,
  connector uuid not null,
  primary key (tenant, channel_id, scope, connector)
);
create index connector_scope_connector on connector_scope (tenant, connector, scope);
