-- Splits the log of all groups into 16 tables by group, on PostgreSQL 12 or newer. Run it once, as the owner of the
-- tables, for example with psql -v ON_ERROR_STOP=1 -f. Nodes may run meanwhile: whoever sends or reads waits until
-- it is done, which is as long as copying the table takes. Needs as much free space as the table has.
begin;
-- in the order in which whoever sends does, or they would wait for each other
lock table chat_group, log_entry in access exclusive mode;
alter table log_entry rename to log_entry_in_one;

create table log_entry (like log_entry_in_one including defaults) partition by hash (group_id);
do $$
begin
  for part in 0..15 loop
    execute format(
      'create table log_entry_%s partition of log_entry for values with (modulus 16, remainder %s)', part, part);
  end loop;
end
$$;
insert into log_entry select * from log_entry_in_one;
alter table log_entry add primary key (group_id, sequence);
alter table log_entry add foreign key (group_id) references chat_group (id);

drop table log_entry_in_one;
commit;
