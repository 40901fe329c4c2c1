-- What Slack delivered and nobody applied yet (MGD-4): written before Slack is answered, erased by
-- the commit that applies it (SYN-16). Bodies are not sealed: the memory beside them holds the same
-- words in the clear, and they live here for moments, 7 days at most.
create table delivery (
  tenant uuid not null,
  connector uuid not null,
  -- Slack's event_id: one that waits already is not stored twice
  id text collate "C" not null,
  -- the inner event, as JSON
  body text not null,
  -- the event's second on Slack's clock, ms since the epoch
  at_lo bigint not null,
  at_hi bigint not null,
  received_at timestamptz not null default now(),
  primary key (tenant, connector, id),
  foreign key (tenant, connector) references connector (tenant, id) on delete cascade
);
-- read oldest first, and a backlog may be long
create index delivery_order on delivery (tenant, connector, received_at, id);

-- Events that were lost for good: an audit is owed, and the row goes once it has been done.
create table delivery_gap (
  tenant uuid not null,
  connector uuid not null,
  -- rate_limited: Slack dropped them; expired: they waited too long here; reconnected: the socket
  -- was away
  reason text not null check (reason in ('rate_limited', 'expired', 'reconnected')),
  -- what closes it: the newest page of each channel, or all pages (SYN-12)
  audit text not null check (audit in ('quick', 'history')),
  -- the oldest instant of which something may be missing
  since timestamptz not null,
  -- moves with every new loss: an audit that began before it closes nothing
  noticed_at timestamptz not null default clock_timestamp(),
  primary key (tenant, connector, reason),
  foreign key (tenant, connector) references connector (tenant, id) on delete cascade
);

alter table slack_installation
  -- when Slack verified the Request URL with this secret, or the socket was last opened
  add column connected_at timestamptz,
  -- what keeps the socket closed, in words; null: nothing
  add column socket_problem text,
  -- when the token was stored: a revocation from before it concerns another one
  add column token_at timestamptz not null default now();
