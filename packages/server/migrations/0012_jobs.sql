-- Which process each worker of the queue belongs to. The queue itself is graphile-worker's schema.
create table job_worker (
  worker_id text primary key,
  process bigint not null
);
