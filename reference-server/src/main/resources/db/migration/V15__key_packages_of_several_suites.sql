-- A device leaves key packages for each cipher suite that its groups may have; all before were of suite 1.
alter table key_package add column cipher_suite integer default 1 not null;
drop index key_package_stock;
create index key_package_stock on key_package (device_id, cipher_suite, last_resort, claimed_at);
