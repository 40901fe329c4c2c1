-- Our app at Slack: whose credentials, and what came of installing it (INS).

create table slack_app (
  -- one per organisation; the server's own comes from its environment
  tenant uuid primary key references organisation (tenant) on delete cascade,
  -- told by the first installation
  app_id text,
  client_id text,
  -- sealed
  client_secret bytea,
  signing_secret bytea,
  app_token bytea,
  -- the Web API that it belongs to; null: Slack's. Only the server itself writes it: the sandbox's
  api_url text,
  updated_at timestamptz not null default now()
);

-- Add to Slack under way: single use, bound to the browser's session, the person and the agent.
create table slack_install_state (
  -- SHA-256: who reads the table installs nothing
  hash bytea primary key,
  tenant uuid not null references organisation (tenant) on delete cascade,
  person uuid not null references person (id) on delete cascade,
  session text not null,
  agent uuid not null,
  app text not null check (app in ('own', 'server')),
  -- of those credentials: a code for another app is none
  client_id text not null,
  -- repeated unchanged when the code is exchanged
  redirect_uri text not null,
  -- the workspace that is to be installed again; null: any
  installation uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade
);
create index slack_install_state_agent on slack_install_state (tenant, agent);
create index slack_install_state_old on slack_install_state (expires_at);

alter table slack_installation
  -- purged when it is removed
  alter column token drop not null,
  -- whose credentials installed it; null: its tokens were pasted
  add column app text check (app in ('own', 'server')),
  -- as `slack_app.api_url` was when it was installed
  add column api_url text,
  -- of an organisation: `team_id` is the enterprise's then, and agents name a concrete team
  add column is_org_wide boolean not null default false,
  add column enterprise_name text,
  -- of an organisation: `[{id, name}]` of the workspaces that admins let the app into
  add column granted_teams jsonb,
  -- told to agents: then this workspace of this app is this organisation's alone (INS-3)
  add column is_desk boolean not null default false,
  -- of a token that rotates; both sealed
  add column refresh_token bytea,
  add column token_expires_at timestamptz,
  -- who renews it now, and until when nobody else does: no transaction stays open meanwhile
  add column refresh_by uuid,
  add column refresh_until timestamptz,
  -- refusals in a row, and Slack's word for the last
  add column refresh_failures integer not null default 0,
  add column refresh_error text,
  -- when a delivery of Slack last came
  add column heard_at timestamptz,
  -- since when `state` is what it is
  add column state_at timestamptz not null default now(),
  add column installed_by text,
  drop constraint slack_installation_state_check,
  -- `removed`: by us; the row stays, so that a new install finds its threads
  add constraint slack_installation_state_check check (state in ('active', 'revoked', 'removed'));
create unique index slack_installation_owner
  on slack_installation (coalesce(app_id, bot_user_id), team_id)
  where is_desk and state = 'active';
create index slack_installation_rotates on slack_installation (token_expires_at)
  where refresh_token is not null and state = 'active';
