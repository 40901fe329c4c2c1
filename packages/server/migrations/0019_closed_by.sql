-- Who ended it (`visitor`, `operator`, `idle`), for cards; of what was closed before nobody knows.
alter table conversation
  add column closed_by text,
  add column closer uuid references person (id) on delete set null;
