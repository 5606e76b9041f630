-- Which devices keep records, by their certificates; a device that was here before says so when it signs in next.
alter table device add column archivist boolean default false not null;
-- Every profile that was ever published: receipts name theirs by hash.
create table published_profile (
  organisation varchar(253) not null references organisation (id),
  version bigint not null,
  notice_version bigint not null,
  profile varchar(131072) not null,
  received_at bigint not null,
  primary key (organisation, version)
);
insert into published_profile (organisation, version, notice_version, profile, received_at)
  select organisation, version, notice_version, profile, received_at from organisation_profile;
