-- The sizes of a topology's revisions, for the sum that a quota needs.
create index if not exists revision_size on revision (name, size);
