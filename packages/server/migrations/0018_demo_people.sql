-- People whom a demo invents: with nobody else on the server, the first owner is still to come.
alter table person add column is_demo boolean not null default false;
