-- Managed connectors. A lease covers one installation, because Slack's limits do; its fence is
-- checked in every transaction that writes on a connector's behalf (MGD-5).

-- Our app in one workspace. Secrets are sealed with BELAY_SECRET_KEY, bound to the row (SEC-1).
create table slack_installation (
  tenant uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  team_id text not null,
  enterprise_id text,
  team_name text not null,
  -- the workspace's subdomain, and its address with a slash at the end
  domain text not null,
  url text not null,
  -- null until an event or bots.info tells it
  app_id text,
  bot_id text,
  bot_user_id text not null,
  scopes text[] not null,
  token bytea not null,
  signing_secret bytea,
  app_token bytea,
  -- `revoked`: Slack refuses the token; `reason` says why, in words
  state text not null default 'active' check (state in ('active', 'revoked')),
  reason text,
  -- what the limits were when the last owner left, for the next one (SYN-2)
  rate_state jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant, id),
  unique (tenant, team_id, bot_user_id)
);

create table lease (
  tenant uuid not null,
  installation uuid not null,
  -- the process that holds it; null: given back
  owner uuid,
  -- grows with every change of owner, never falls
  fence bigint not null default 0,
  expires_at timestamptz not null default '-infinity',
  primary key (tenant, installation),
  foreign key (tenant, installation) references slack_installation (tenant, id) on delete cascade
);

create table connector (
  tenant uuid not null,
  id uuid not null,
  installation uuid not null,
  name text not null,
  -- what people want of it; `deleting` ones are removed by the worker that owns them
  wanted text not null default 'running' check (wanted in ('running', 'paused', 'deleting')),
  -- of a deletion: forget what was written
  forgets boolean not null default false,
  -- ConnectorSettings of the contract; channels as ids
  settings jsonb not null,
  -- grows with every change that a worker has to begin anew for
  epoch integer not null default 1,
  -- token of the service actor: its jti dies with the connector
  actor text not null,
  actor_jti text,
  -- ConnectorStatus of the contract as the worker last told it, without what is derived
  status jsonb not null default '{}',
  status_at timestamptz,
  -- instants at which each subscribed event first arrived, by name
  events_seen jsonb not null default '{}',
  last_event_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, id),
  foreign key (tenant, installation) references slack_installation (tenant, id)
);
create index connector_installation on connector (tenant, installation);

-- What was captured, by ten seconds; older than a day by minutes, older than a month gone.
create table throughput (
  tenant uuid not null,
  connector uuid not null,
  at timestamptz not null,
  messages integer not null default 0,
  replies integer not null default 0,
  files integer not null default 0,
  reactions integer not null default 0,
  versions integer not null default 0,
  forgotten integer not null default 0,
  primary key (tenant, connector, at),
  foreign key (tenant, connector) references connector (tenant, id) on delete cascade
);

-- An uploaded export ZIP: the owner of the connector reads it, then removes the file.
create table connector_import (
  tenant uuid not null,
  id uuid not null,
  connector uuid not null,
  -- below BELAY_DATA_DIR/imports
  file uuid not null,
  name text not null,
  size_bytes bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'done', 'failed')),
  -- sentence for a person, and figures so far
  reason text,
  progress jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, connector) references connector (tenant, id) on delete cascade
);
