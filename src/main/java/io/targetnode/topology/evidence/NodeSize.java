package io.targetnode.topology.evidence;

/**
 * How much memory a node has.
 *
 * @param node the node
 * @param bytes what was printed, in bytes: of the true size what is less than a unit was cut off
 * @param unitBytes the unit in which it was printed, 1,024 or 1,048,576
 */
public record NodeSize(int node, long bytes, int unitBytes) {}
