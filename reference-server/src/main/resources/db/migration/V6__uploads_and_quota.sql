-- Whose storage an attachment takes, and how much each organisation has taken: a row to be locked instead of a sum.
alter table attachment add column organisation varchar(253);
update attachment set organisation = (select d.organisation from device d where d.id = attachment.device_id);

create table storage_use (
  organisation varchar(253) not null primary key references organisation (id),
  bytes bigint not null
);
insert into storage_use (organisation, bytes) select organisation, sum(size) from attachment group by organisation;

-- Attachments that come in pieces. How much is there already is what the blob store says.
create table upload (
  id varchar(22) not null primary key,
  group_id varchar(43) not null references chat_group (id),
  device_id varchar(22) not null references device (id),
  organisation varchar(253) not null references organisation (id),
  idempotency_key varchar(43) not null,
  size bigint not null,
  begun_at bigint not null
);
create index upload_age on upload (begun_at);
