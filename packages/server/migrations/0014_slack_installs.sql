-- Our app at Slack: whose credentials, and what came of installing it (INS).

create table slack_app (
  -- one per organisation; the server's own comes from its environment
  tenant uuid primary key references organisation (tenant) on delete cascade,
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
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (tenant, agent) references agent (tenant, id) on delete cascade
);

alter table slack_installation
  -- purged when it is removed
  alter column token drop not null,
  -- whose credentials installed it; null: its tokens were pasted
  add column app text check (app in ('own', 'server')),
  -- of an organisation: `team_id` is the enterprise's then, and agents name a concrete team
  add column is_org_wide boolean not null default false,
  add column enterprise_name text,
  -- of a token that rotates; both sealed
  add column refresh_token bytea,
  add column token_expires_at timestamptz,
  add column installed_by text,
  drop constraint slack_installation_state_check,
  -- `removed`: by us; the row stays, so that a new install finds its threads
  add constraint slack_installation_state_check check (state in ('active', 'revoked', 'removed'));
