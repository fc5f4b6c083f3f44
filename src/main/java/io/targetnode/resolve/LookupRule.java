package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Behaviour.Preference;
import io.targetnode.kernel.Meminfo;

/** Which of the two lists phys_to_target_node() asks first (kernel-rules 2.11). They differ only where both hold the address. */
public sealed interface LookupRule {

    /** The node of the address, or {@link Meminfo#NUMA_NO_NODE}. */
    int nodeOf(long address, Meminfo meminfo, Meminfo reserved);

    /** The node of an address whose node in each list is known; {@link Meminfo#NUMA_NO_NODE} is "not in the list". */
    int choose(int meminfoNode, int reservedNode);

    /** The name in JSON and in the {@code rule} parameter. */
    String apiName();

    /** What the rule does, in a sentence. */
    String describe();

    /** The rule of a kernel. */
    static LookupRule of(Preference preference) {
        return preference == Preference.RESERVED ? new PreferReserved() : new PreferOnline();
    }

    /** The rule that this one is not. */
    default LookupRule other() {
        return this instanceof PreferReserved ? new PreferOnline() : new PreferReserved();
    }

    /** With the fix: the reserved list first. */
    record PreferReserved() implements LookupRule {

        /** The rule's name in JSON. */
        public static final String NAME = "prefer-reserved";

        @Override
        public int nodeOf(long address, Meminfo meminfo, Meminfo reserved) {
            int node = reserved.nodeOf(address);
            return node != NUMA_NO_NODE ? node : meminfo.nodeOf(address);
        }

        @Override
        public int choose(int meminfoNode, int reservedNode) {
            return reservedNode != NUMA_NO_NODE ? reservedNode : meminfoNode;
        }

        @Override
        public String apiName() {
            return NAME;
        }

        @Override
        public String describe() {
            return "the first block of the reserved list that holds the address decides, else the first one of meminfo";
        }
    }

    /** Before the fix: meminfo first. */
    record PreferOnline() implements LookupRule {

        /** The rule's name in JSON. */
        public static final String NAME = "prefer-online";

        @Override
        public int nodeOf(long address, Meminfo meminfo, Meminfo reserved) {
            int node = meminfo.nodeOf(address);
            return node != NUMA_NO_NODE ? node : reserved.nodeOf(address);
        }

        @Override
        public int choose(int meminfoNode, int reservedNode) {
            return meminfoNode != NUMA_NO_NODE ? meminfoNode : reservedNode;
        }

        @Override
        public String apiName() {
            return NAME;
        }

        @Override
        public String describe() {
            return "the first block of meminfo that holds the address decides, else the first one of the reserved list";
        }
    }
}
