-- When a session began, for the list that its owner sees; those that are under way end within half an hour.
alter table access_token add column begun_at bigint default 0 not null;
