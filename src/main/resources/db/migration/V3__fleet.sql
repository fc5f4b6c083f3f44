-- The judgement of each current revision, for the audit of the fleet. It counts only while judged = revision and judged_by is the
-- version of the rules that the service has: replicas of earlier versions change the revision and do not know these columns.
alter table topology add column judged integer;
alter table topology add column judged_by bigint;
-- affected, fixed or not-affected; damaged if the stored revision cannot be read.
alter table topology add column verdict varchar(16) ${bytewise};
-- Unsigned.
alter table topology add column affected_bytes bigint;
alter table topology add column fingerprint varchar(32) ${bytewise};
-- The kernel of the judgement, and whether it is assumed because the upload names none.
alter table topology add column kernel text ${bytewise};
alter table topology add column kernel_assumed boolean;

create index topology_verdict on topology (judged_by, verdict, name, revision, judged);
create index topology_kernel on topology (judged_by, kernel, verdict, kernel_assumed, revision, judged);
create index topology_layout on topology (judged_by, fingerprint, verdict, name, revision, judged);

-- The version of the rules to which replicas bring older judgements: that of the replica that started last.
alter table feed add column judging bigint;
-- Changes with every change of judgements that is not a write.
alter table feed add column judgements bigint not null default 0;
