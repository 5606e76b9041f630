-- In which cipher suite a conversation is, to show those that a server would not take anew; noted of earlier ones with their next change.
alter table chat_group add column cipher_suite integer;
