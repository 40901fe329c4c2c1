/** "Bely" as a number: tells our files from any other SQLite database. */
export const applicationId = 0x42656c79;

/**
 * One entry per schema version, applied in order; `user_version` is how many were. Never edit an
 * entry that was released: add the next.
 *
 * Channels have a small number so that a message row stays small, and the part of its keys that
 * all rows of a channel share (`slack:<team>:<channel>:`) is kept once. Triggers count the live
 * messages: counting a million wide rows takes a second, and progress asks every second.
 */
export const migrations: readonly string[] = [
  `
  create table channel (
    ref integer primary key,
    channel_id text not null unique,
    key_prefix text,
    live integer not null default 0,
    record text
  ) strict;

  create table message (
    channel integer not null references channel (ref),
    ts text not null,
    thread_ts text,
    in_channel integer not null,
    state text not null,
    bare_key text,
    parts text not null,
    registers text not null,
    scope text,
    thread_read_at real,
    primary key (channel, ts)
  ) strict, without rowid;
  create index message_by_thread on message (channel, thread_ts, ts) where thread_ts is not null;

  create index message_by_thread_proof on message (thread_read_at) where thread_read_at is not null;

  create table file (
    file_id text not null,
    channel integer not null references channel (ref),
    ts text not null,
    primary key (file_id, channel, ts)
  ) strict, without rowid;

  create trigger message_added after insert on message when new.state = 'live' begin
    update channel set live = live + 1 where ref = new.channel;
  end;
  create trigger message_changed after update of state on message when old.state <> new.state begin
    update channel set live = live + (new.state = 'live') - (old.state = 'live')
    where ref = new.channel;
  end;

  create table chunk (
    channel integer not null references channel (ref),
    to_ts text not null,
    from_ts text not null,
    read_lo real not null,
    read_hi real not null,
    primary key (channel, from_ts, to_ts)
  ) strict, without rowid;

  create table debt (
    id text primary key,
    channel_id text not null,
    kind text not null,
    ts text not null,
    due real not null,
    attempts integer not null,
    priority text not null,
    reason text,
    detail text
  ) strict, without rowid;
  create index debt_by_priority on debt (priority desc, due);
  create index debt_by_kind on debt (kind, priority desc, due);
  create index debt_by_channel on debt (channel_id, priority desc, due);

  create table intent (
    seq integer primary key autoincrement,
    key text not null unique,
    body text not null,
    channel_id text not null,
    ts text not null,
    part text not null,
    prepared_at real not null
  ) strict;

  create table delivery (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    lo real not null,
    hi real not null
  ) strict;

  create table value (
    name text primary key,
    value text not null
  ) strict, without rowid;
  `,
];
