-- Null for x86-64: replicas of earlier versions store no other machines, and do not know the column.
alter table revision add column architecture varchar(16);

create index revision_architecture on revision (architecture, name);
