-- The newest experiences of many scopes at once: without it a tenant's whole list was sorted for one
-- page (a second over a million events).
create index event_newest on event (tenant, observed_at desc, id desc);
