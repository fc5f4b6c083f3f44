-- The same text for SQLite and PostgreSQL. Instants are milliseconds since 1970; names are compared byte by byte.
-- A migration only adds: while replicas are replaced one by one, those of the version before still work on it.

-- One row. Every write takes it first, so that writes have one order, whichever process makes them.
create table feed (
    id integer not null primary key check (id = 1),
    -- Number of the last write.
    head bigint not null,
    -- Deletions up to this number may have been forgotten.
    forgotten bigint not null
);

insert into feed (id, head, forgotten) values (1, 0, 0);

-- Every upload that is kept. Rows are never changed.
create table revision (
    name varchar(128) ${bytewise} not null,
    revision integer not null,
    -- The write that made it.
    number bigint not null unique,
    uploaded_at bigint not null,
    -- SHA-256 of the document, lower-case hex.
    digest varchar(64) not null,
    kernel text,
    exact boolean not null,
    -- A JSON object.
    labels text not null,
    -- Length of the document in characters.
    size integer not null,
    -- What was uploaded, normalised, as JSON. Last, so that a list need not read past it.
    document text not null,
    primary key (name, revision)
);

create index revision_uploaded_at on revision (uploaded_at);

-- The current revision of each topology.
create table topology (
    name varchar(128) ${bytewise} not null primary key,
    revision integer not null,
    -- The write that created the topology: tells it from an earlier one of the same name.
    created bigint not null
);

-- The labels of current revisions.
create table label (
    name varchar(128) ${bytewise} not null,
    key varchar(128) ${bytewise} not null,
    value varchar(256) ${bytewise} not null,
    primary key (key, value, name)
);

create index label_name on label (name);

-- What was written: a row for each revision that is kept, and for deletions as long as they are remembered.
create table event (
    number bigint not null primary key,
    kind varchar(16) not null,
    name varchar(128) ${bytewise} not null,
    revision integer not null,
    at bigint not null
);

create index event_name on event (name, revision);
create index event_deleted on event (at) where kind = 'deleted';
