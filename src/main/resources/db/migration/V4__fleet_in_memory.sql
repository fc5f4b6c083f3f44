-- The service counts the fleet in memory: these indexes only made writes slower.
drop index topology_verdict;
drop index topology_kernel;
drop index topology_layout;
