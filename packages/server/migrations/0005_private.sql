-- Whose memory is private, and what the explorer and the streams ask of the memory.

-- Scopes that private channels were written to (MGD-6). Written by the commit that writes the first
-- experience into them, or before it: no reader ever sees that experience without its mark.
create table private_scope (
  tenant uuid not null references tenant (id) on delete cascade,
  scope text collate "C" not null,
  -- Slack's id of the channel; null: several share the scope, so nobody reads it by name
  channel_id text,
  connector uuid,
  primary key (tenant, scope)
);

-- The `supersedes:` labels of an event: what it is a later version of (MEM-7).
create function supersedes_labels(labels text[]) returns text[]
  language sql immutable parallel safe strict
  return array(select label from unnest(labels) as label where label like 'supersedes:%');
create index event_text_versions on event_text using gin (supersedes_labels(labels))
  where supersedes_labels(labels) <> '{}';
