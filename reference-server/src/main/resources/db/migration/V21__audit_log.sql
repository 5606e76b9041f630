-- Administrative and security events, each signed and holding the hash of the one before. One chain for each
-- organisation, and one ('*') for the server itself.
create table audit_key (
  id varchar(22) not null primary key,
  public_key ${octets} not null,
  private_key ${octets},
  created_at bigint not null
);
-- Who locks this row decides what comes next.
create table audit_head (
  chain varchar(253) not null primary key,
  sequence bigint not null,
  hash varchar(43) not null,
  kept_from bigint not null
);
-- Nodes that start at once queue here.
insert into audit_head (chain, sequence, hash, kept_from) values ('*', 0, '', 1);
create table audit_entry (
  chain varchar(253) not null references audit_head (chain),
  sequence bigint not null,
  event varchar(40) not null,
  at_time bigint not null,
  entry varchar(8192) not null,
  primary key (chain, sequence)
);
create index audit_entry_age on audit_entry (chain, at_time);
