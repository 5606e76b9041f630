-- What a write was answered with, for the same write sent again: the answer may have been lost on its way.
-- sender is a device's id, or the address that is written to where no device is signed in.
create table given_answer (
  sender varchar(400) not null,
  idempotency_key varchar(43) not null,
  question varchar(43) not null,
  status integer not null,
  body ${octets} not null,
  expires_at bigint not null,
  primary key (sender, idempotency_key)
);
create index given_answer_expiry on given_answer (expires_at);

-- SHA-256 of the octets; unknown for those stored before.
alter table attachment add column digest varchar(43);
