-- The log of writes. Rows are never changed.
create table audit (
    -- Ascends in the order of commits: it is reserved in the row of the feed.
    number bigint not null primary key,
    at bigint not null,
    -- The fingerprint of a key or the subject of a token, never the credential.
    caller varchar(160) ${bytewise} not null,
    address varchar(64) not null,
    action varchar(16) ${bytewise} not null,
    -- Null for an import.
    name varchar(128) ${bytewise},
    revision integer,
    method varchar(16) not null,
    path varchar(512) not null,
    status integer not null,
    detail text
);

create index audit_name on audit (name, number);
create index audit_at on audit (at);

-- Number of the last entry of the audit log.
alter table feed add column audited bigint not null default 0;
