-- From where a group's log is still there; everything before is deleted. Apart from chat_group, so that deleting
-- never waits for sending, nor sending for it.
create table log_start (
  group_id varchar(43) not null primary key references chat_group (id),
  kept_from bigint not null
);
insert into log_start (group_id, kept_from) select id, 1 from chat_group;

create index pending_welcome_age on pending_welcome (queued_at);
create index attachment_age on attachment (stored_at);
