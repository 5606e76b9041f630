-- What organisations say of themselves, as their roots signed it, and what people signed about it.
create table organisation_profile (
  organisation varchar(253) not null primary key references organisation (id),
  version bigint not null,
  notice_version bigint not null,
  profile varchar(131072) not null,
  received_at bigint not null
);
-- Receipts outlive the device and its invite: they are evidence.
create table notice_receipt (
  id varchar(22) not null primary key,
  organisation varchar(253) not null references organisation (id),
  device_uri varchar(400) not null,
  kind varchar(9) not null,
  notice_version bigint not null,
  receipt varchar(65536) not null,
  number int not null,
  received_at bigint not null,
  unique (device_uri, number)
);
