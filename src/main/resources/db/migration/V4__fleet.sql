-- The service counts the fleet in memory: these indexes only made writes slower.
drop index topology_verdict;
drop index topology_kernel;
drop index topology_layout;

-- Whether it is known that the kernel has the look-up rule of the judgement, and whether nothing else was assumed.
alter table topology add column lookup_known boolean;
alter table topology add column exact boolean;
