-- Requests of people about their data, each with its deadline, and how far an erasure is.
create table privacy_case (
  id varchar(22) not null primary key,
  organisation varchar(253) not null references organisation (id),
  kind varchar(16) not null,
  person varchar(400) not null,
  reference varchar(100) not null,
  asked_at bigint not null,
  due_at bigint not null,
  extended boolean not null,
  state varchar(10) not null,
  closed_at bigint
);
create index privacy_case_organisation on privacy_case (organisation, person);
create table privacy_case_step (
  case_id varchar(22) not null references privacy_case (id),
  place varchar(32) not null,
  state varchar(8) not null,
  row_count bigint not null,
  reason varchar(64) not null,
  done_at bigint not null,
  primary key (case_id, place)
);
-- Where conversations of the person stood when the erasure began: who has not got that far may not have heard of it.
create table privacy_case_group (
  case_id varchar(22) not null references privacy_case (id),
  group_id varchar(43) not null references chat_group (id),
  head bigint not null,
  primary key (case_id, group_id)
);
