package io.targetnode.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel rules that answers depend on: the eight switches of kernel-rules 5. {@link KernelTable} maps releases to behaviours.
 * Distributions combine the switches in their own ways, so a behaviour is not a version.
 *
 * @param id the first release with this behaviour
 * @param windowRule WIN: which windows of the CEDT get a node, and which stretch SRAT ranges
 * @param windowNodes POSS: whether a window's node is possible
 * @param domainScan LOOP: the nodes in which the kernel looks for the largest proximity domain
 * @param sort SORT: the version of {@code sort()}
 * @param lowEnd LOW: what clean-up does with the part of a block below the first RAM
 * @param coverage COV: how much RAM without a node is accepted
 * @param windowList LIST: the list that receives a window with a node of its own
 * @param rule LOOK: the list that {@code phys_to_target_node()} searches first
 */
public record Behaviour(
        String id,
        WindowRule windowRule,
        WindowNodes windowNodes,
        DomainScan domainScan,
        Sort sort,
        LowEnd lowEnd,
        Coverage coverage,
        WindowList windowList,
        LookupRule rule) {

    /** WIN (kernel-rules 2.6, 5.2): the window pass, {@code acpi_parse_cfmws()}. */
    public enum WindowRule implements Switch {
        NONE("the CEDT is not read: windows get no nodes"),
        START_TEST(
                "a window gets a node unless an SRAT range or an earlier window holds its first address; nothing is stretched"),
        FILL_BUG("""
                SRAT ranges that overlap a window, or begin where it ends, are stretched over it, in an order that compares only \
                the low 32 bits of their starts; other windows get a node"""),
        FILL("SRAT ranges that overlap a window are stretched over it; other windows get a node");

        private final String description;

        WindowRule(String description) {
            this.description = description;
        }

        @Override
        public String describe() {
            return description;
        }
    }

    /** POSS (kernel-rules 5.2): the effect of a window on {@code numa_nodes_parsed}. */
    public enum WindowNodes implements Switch {
        NOT_POSSIBLE("the node of a window is possible only if it has RAM at boot"),
        POSSIBLE("the node of a window is possible, with and without RAM");

        private final String description;

        WindowNodes(String description) {
            this.description = description;
        }

        @Override
        public String describe() {
            return description;
        }
    }

    /** LOOP (kernel-rules 2.6): the scan of {@code node_to_pxm_map} for the proximity domain of the first window. */
    public enum DomainScan implements Switch {
        SHORT(
                "the scan for the largest proximity domain leaves out the last node: if that node has it, a window may join an existing node"),
        ALL("the scan for the largest proximity domain covers all nodes");

        private final String description;

        DomainScan(String description) {
            this.description = description;
        }

        @Override
        public String describe() {
            return description;
        }
    }

    /** SORT (kernel-rules 2.12, 5.3): the order of SRAT ranges with the same start. */
    public enum Sort implements Switch {
        OLD("SRAT ranges with the same start are stretched in the order of the heapsort before 6.9"),
        NEW("SRAT ranges with the same start are stretched in the order of the heapsort since 6.9");

        private final String description;

        Sort(String description) {
            this.description = description;
        }

        @Override
        public String describe() {
            return description;
        }
    }

    /** LOW (kernel-rules 2.8 A): the lower bound in {@code numa_cleanup_meminfo()}. */
    public enum LowEnd implements Switch {
        KEPT("clean-up keeps the part of a block below the first RAM"),
        CUT("clean-up drops the part of a block below the first RAM");

        private final String description;

        LowEnd(String description) {
            this.description = description;
        }

        @Override
        public String describe() {
            return description;
        }
    }

    /** LIST (kernel-rules 2.6): the list that receives a window with a node of its own. */
    public enum WindowList implements Switch {
        MEMINFO(
                "a window with a node of its own goes to meminfo, like an SRAT range; clean-up moves it to the reserved list if it holds no RAM"),
        RESERVED("""
                a window with a node of its own goes directly to the reserved list: RAM in it does not get its node, and windows do \
                not stretch each other""");

        private final String description;

        WindowList(String description) {
            this.description = description;
        }

        @Override
        public String describe() {
            return description;
        }
    }

    static final Behaviour V5_10 = new Behaviour(
            "5.10",
            WindowRule.NONE,
            WindowNodes.NOT_POSSIBLE,
            DomainScan.SHORT,
            Sort.OLD,
            LowEnd.KEPT,
            Coverage.BELOW_1_MIB,
            WindowList.MEMINFO,
            LookupRule.PREFER_ONLINE);

    static final Behaviour V5_16 = V5_10.with("5.16", WindowRule.START_TEST);
    static final Behaviour V6_0_8 = V5_16.with("6.0.8", WindowNodes.POSSIBLE);
    static final Behaviour V6_5_12 = V6_0_8.with("6.5.12", WindowRule.FILL_BUG);
    static final Behaviour V6_1_77 = V6_5_12.with("6.1.77", DomainScan.ALL);
    static final Behaviour EL9_437 = V6_5_12.with("5.14.0-437.el9", WindowRule.FILL);
    public static final Behaviour V6_1 = V6_1_77.with("6.1", WindowRule.FILL);
    static final Behaviour V6_6_72 = V6_1.with("6.6.72", Coverage.UP_TO_1_MIB);
    static final Behaviour V6_8 = V6_1.with("6.8", Coverage.ANY);
    static final Behaviour V6_9 = V6_8.with("6.9", Sort.NEW);
    static final Behaviour V6_9_6 = V6_9.with("6.9.6", Coverage.BELOW_1_MIB);
    static final Behaviour V6_12_0 = V6_9_6.with("6.12.0", LowEnd.CUT);
    public static final Behaviour V6_12 = V6_12_0.with("6.12", Coverage.UP_TO_1_MIB);
    public static final Behaviour V6_12_75 = V6_12.with("6.12.75", LookupRule.PREFER_RESERVED);
    public static final Behaviour V6_16 = V6_12.with("6.16", WindowList.RESERVED);
    public static final Behaviour V7_0 = V6_16.with("7.0", LookupRule.PREFER_RESERVED);

    /** In the order of kernel-rules 5.1. */
    static final List<Behaviour> ALL = List.of(
            V5_10, V5_16, V6_0_8, V6_5_12, V6_1_77, EL9_437, V6_1, V6_8, V6_9, V6_9_6, V6_6_72, V6_12_0, V6_12,
            V6_12_75, V6_16, V7_0);

    /** The values by the names of kernel-rules 5, in its order. */
    public Map<String, Switch> switches() {
        Map<String, Switch> switches = new LinkedHashMap<>();
        switches.put("WIN", windowRule);
        switches.put("POSS", windowNodes);
        switches.put("LOOP", domainScan);
        switches.put("SORT", sort);
        switches.put("LOW", lowEnd);
        switches.put("COV", coverage);
        switches.put("LIST", windowList);
        switches.put("LOOK", rule);
        return switches;
    }

    /**
     * Whether the log also has a line for each processor entry, and a second one for each memoryless node: 6.1 prints them, 6.12
     * does not. It is not known which release in between dropped them.
     */
    boolean detailedLog() {
        return !hasGenericMemblks();
    }

    /** Whether the kernel has {@code mm/numa_memblks.c}, which all architectures share since 6.12. */
    boolean hasGenericMemblks() {
        return lowEnd == LowEnd.CUT;
    }

    /** This behaviour with another value of one switch, to find the switch that makes a difference. No release need have it. */
    public Behaviour with(Switch value) {
        return with(id + " with " + value.apiName(), value);
    }

    private Behaviour with(String newId, Switch value) {
        return new Behaviour(
                newId,
                value instanceof WindowRule changed ? changed : windowRule,
                value instanceof WindowNodes changed ? changed : windowNodes,
                value instanceof DomainScan changed ? changed : domainScan,
                value instanceof Sort changed ? changed : sort,
                value instanceof LowEnd changed ? changed : lowEnd,
                value instanceof Coverage changed ? changed : coverage,
                value instanceof WindowList changed ? changed : windowList,
                value instanceof LookupRule changed ? changed : rule);
    }
}
