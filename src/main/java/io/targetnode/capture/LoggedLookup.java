package io.targetnode.capture;

/**
 * An answer of {@code phys_to_target_node()} that a kernel printed.
 *
 * @param address unsigned
 * @param node the answer; -1 for "no node"
 * @param byStub whether the line is that of the stub, {@code Unknown target node for memory at 0x…, assuming node 0}; else it is
 *     that of a CXL window
 */
public record LoggedLookup(long address, int node, boolean byStub) {}
