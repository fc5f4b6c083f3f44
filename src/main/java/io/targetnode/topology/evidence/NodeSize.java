package io.targetnode.topology.evidence;

/**
 * The memory size of a node.
 *
 * @param node the node
 * @param bytes the printed size in bytes, rounded down to the unit
 * @param unitBytes the printed unit, 1,024 or 1,048,576
 */
public record NodeSize(int node, long bytes, int unitBytes) {}
