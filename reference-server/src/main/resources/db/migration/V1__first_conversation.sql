-- One set for H2 and PostgreSQL. ${octets} is what the database calls long binary values.
-- Instants are milliseconds since 1970 UTC. Ids are random or pseudonymous; there are no sequences, so rows of
-- different groups never wait for each other and a group can move to another partition as a whole.

create table organisation (
  id varchar(253) not null primary key,
  root_certificate ${octets} not null,
  registered_at bigint not null
);

create table device (
  id varchar(22) not null primary key,
  uri varchar(400) not null unique,
  organisation varchar(253) not null references organisation (id),
  user_name varchar(64),
  invite_id varchar(43),
  chain ${octets} not null,
  first_seen bigint not null,
  last_seen bigint not null
);
create index device_user on device (organisation, user_name);

create table access_token (
  token_hash varchar(43) not null primary key,
  device_id varchar(22) not null references device (id),
  chain ${octets} not null,
  expires_at bigint not null
);
create index access_token_expiry on access_token (expires_at);

create table used_assertion (
  id varchar(43) not null primary key,
  expires_at bigint not null
);
create index used_assertion_expiry on used_assertion (expires_at);

create table key_package (
  hash varchar(43) not null primary key,
  device_id varchar(22) not null references device (id),
  last_resort boolean not null,
  message ${octets},
  not_after bigint not null,
  uploaded_at bigint not null,
  claimed_at bigint
);
create index key_package_stock on key_package (device_id, last_resort, claimed_at);
create index key_package_expiry on key_package (not_after);

create table chat_group (
  id varchar(43) not null primary key,
  epoch bigint not null,
  head bigint not null,
  created_at bigint not null
);

-- Apart from chat_group, so that appending a message never rewrites a tree.
create table group_tree (
  group_id varchar(43) not null primary key references chat_group (id),
  epoch bigint not null,
  sequence bigint not null,
  state ${octets} not null,
  group_info ${octets} not null
);

-- The log. No row per recipient; everything about a group is found by its id first.
create table log_entry (
  group_id varchar(43) not null references chat_group (id),
  sequence bigint not null,
  kind varchar(11) not null,
  epoch bigint not null,
  message ${octets} not null,
  size integer not null,
  received_at bigint not null,
  primary key (group_id, sequence)
);

-- The last line of "exactly one commit per epoch".
create table accepted_commit (
  group_id varchar(43) not null references chat_group (id),
  epoch bigint not null,
  sequence bigint not null,
  primary key (group_id, epoch)
);

-- The last line of "the same request once".
create table submission (
  group_id varchar(43) not null references chat_group (id),
  device_id varchar(22) not null references device (id),
  idempotency_key varchar(43) not null,
  sequence bigint not null,
  epoch bigint not null,
  received_at bigint not null,
  primary key (group_id, device_id, idempotency_key)
);

create table membership (
  group_id varchar(43) not null references chat_group (id),
  device_id varchar(22) not null references device (id),
  joined bigint not null,
  removed bigint,
  stored_to bigint not null,
  primary key (group_id, device_id)
);
create index membership_device on membership (device_id);

create table welcome (
  group_id varchar(43) not null references chat_group (id),
  sequence bigint not null,
  message ${octets} not null,
  size integer not null,
  primary key (group_id, sequence)
);

create table pending_welcome (
  id varchar(22) not null primary key,
  device_id varchar(22) not null references device (id),
  group_id varchar(43) not null,
  sequence bigint not null,
  queued_at bigint not null,
  foreign key (group_id, sequence) references welcome (group_id, sequence)
);
create index pending_welcome_device on pending_welcome (device_id, queued_at);
create index pending_welcome_group on pending_welcome (group_id, sequence);

create table invite (
  id varchar(43) not null primary key,
  group_id varchar(43) not null references chat_group (id),
  organisation varchar(253) not null references organisation (id),
  public_key ${octets} not null,
  expires_at bigint not null,
  max_uses integer not null,
  mode varchar(16) not null,
  lobby_card ${octets} not null,
  revoked_at bigint
);
create index invite_group on invite (group_id);

create table invite_use (
  invite_id varchar(43) not null references invite (id),
  device_id varchar(22) not null references device (id),
  used_at bigint not null,
  primary key (invite_id, device_id)
);

create table attachment (
  id varchar(22) not null primary key,
  group_id varchar(43) not null references chat_group (id),
  device_id varchar(22) not null references device (id),
  idempotency_key varchar(43) not null,
  size bigint not null,
  stored_at bigint not null,
  unique (group_id, device_id, idempotency_key)
);
