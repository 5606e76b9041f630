-- The newest list of revoked certificates of an organisation, and what is in it. Numbers as RFC 5280 has them: up to
-- 20 octets, in hexadecimal.
create table revocation_list (
  organisation varchar(253) not null primary key references organisation (id),
  number varchar(40) not null,
  crl ${octets} not null,
  received_at bigint not null
);
create table revoked_certificate (
  organisation varchar(253) not null references organisation (id),
  serial varchar(42) not null,
  primary key (organisation, serial)
);
create index access_token_device on access_token (device_id);
