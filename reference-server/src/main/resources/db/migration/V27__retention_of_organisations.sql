-- How long an organisation lets ciphertext of its people's conversations be kept; the operator's time holds where it is shorter.
alter table organisation_profile add column ciphertext_days integer;
