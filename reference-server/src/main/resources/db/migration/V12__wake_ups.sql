-- Where devices that are not connected are woken. One row for a device that wants it, none for the others.
create table wake_up (
  device_id varchar(22) not null primary key references device (id),
  kind varchar(32) not null,
  endpoint varchar(2000) not null,
  expires_at bigint not null,
  connected_until bigint not null,
  woken_for bigint not null,
  not_before bigint not null,
  failures integer not null,
  failing_since bigint
);
create index wake_up_expiry on wake_up (expires_at);
