-- Guests that wait until a member of staff lets them in. The row goes when the guest is inside, or its time is over.
create table join_request (
  device_id varchar(22) not null primary key references device (id),
  id varchar(22) not null unique,
  invite_id varchar(43) not null references invite (id),
  group_id varchar(43) not null references chat_group (id),
  device_uri varchar(400) not null,
  key_package ${octets} not null,
  sealed_name ${octets} not null,
  received_at bigint not null,
  expires_at bigint not null,
  declined boolean not null
);
create index join_request_invite on join_request (invite_id);
create index join_request_group on join_request (group_id, received_at);
