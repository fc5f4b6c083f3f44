package io.targetnode.app;

import io.targetnode.api.view.KernelAnswer;
import io.targetnode.api.view.KernelText;
import io.targetnode.api.view.KernelsAnswer;
import io.targetnode.kernel.KernelRelease;
import java.util.Map;

/** Examples of the answers as {@code text/plain}. */
final class TextExamples {

    private static final String DIFF = """
            range                  6.12.74 prefer-online    7.3 prefer-reserved
            0x20000000-0x2fffffff  0  cxl-window            2 -> 3  cxl-window
            """;

    private static final String COMPARE = """
            range                  backing        6.12.74 prefer-online  7.3 prefer-reserved  reasons
            0x20000000-0x2fffffff  cxl-window     0                      2                    LOOK
            LOOK: prefer-online -> prefer-reserved (since 6.12.75, 6.18.16, 6.19.6, 7.0): the first block of the reserved list \
            that holds the address decides, else the first one of meminfo
            """;

    private static final String AUDIT = """
            example, revision 1: fixed, 268435456 bytes; 7.3 prefer-reserved
            memory:1 0x20000000-0x2fffffff: info: Memory added here gets node 2. A kernel without the look-up fix would give it \
            node 0, the node of the RAM block 0x0-0x5fffffff around it. [window-inside-ram-span]
                remedy: Nothing is needed on this kernel.
            machine: info: 7.3 searches the reserved list first. [lookup-fix-present]
                remedy: Nothing is needed.
            0 errors, 0 warnings, 2 info
            """;

    private static final String VERIFICATION = """
            contradicted: 6.12.74 prefer-online; 1 agree, 1 contradict, 0 not compared
              The running kernel differs from the replay in 1 of 2 comparisons.
            ! target-node     dax0.0 begins at 0x20000000 and has node 2, not 0; a kernel with the fix would have put it there.
            = kernel-release  The boot log and the answers are of the same release.
            backported-fix: 6.12.74 uses prefer-reserved, although its release does not: the fix was backported. \
            Choose the rule prefer-reserved.
            """;

    private static final String TOPOLOGY = """
            topology     example, revision 1
            uploaded     2026-11-22T20:13:09.120Z
            kernel       7.3
            architecture x86-64
            boot         accepted
            exactness    assumed
            assumption   The kernel's command line has neither numa=off nor numa=noacpi.
                         Upload dmesg, or declare commandLine as cat /proc/cmdline prints it.
            label        rack=r1
            source       described-ranges, 400 bytes
            blocks       2 in meminfo, 1 in reserved meminfo; 3 possible nodes
            """;

    private static final String AUDIT_LOG = """
            time                      caller        address    action  name     revision  status  call
            2026-11-30T08:15:00.123Z  key:9f9f5111  127.0.0.1  create  example  1         201     PUT /api/v1/topologies/example
            """;

    private static final String FLEET = """
            0 affected, 1 fixed, 0 not affected
            name     revision  kernel  verdict  affected bytes  layout
            example  1         7.3     fixed    268435456       8f2a3c0d6b1e4f75a9c2d3e4f5061728
            """;

    private static final String LIST = """
            name     revision  kernel  exactness  uploaded                  labels
            example  1         7.3     assumed    2026-11-22T20:13:09.120Z  rack=r1
            """;

    private static final String NODES = """
            example, revision 1; 7.3 prefer-reserved
            available: 2 nodes (0-1)
            node 0 cpus: not known
            node 0 size: 1024 MB
            node 0 tier: 4 (abstract distance 576, default-dram)
            node 1 cpus: not known
            node 1 size: 512 MB
            node 1 tier: 4 (abstract distance 576, default-dram)
            node 2 offline at boot
            node 2 windows: 256 MB
            node 2 tier: 22 (abstract distance 2880, default-kmem)
            node distances:
            node     0    1    2
               0:   10   20   20
               1:   20   10   20
               2:   20   20   10
            """;

    private static final String REGION = """
            example, revision 1; 7.3 prefer-reserved
            region       0x20000000-0x2fffffff, cxl-ram, window 0
            node         2, by phys_to_target_node
            outcome      online
            online       268435456 bytes
            stranded     0 bytes
            block size   134217728 bytes
                         The rule of this kernel gives it: RAM at boot ends below 64 GiB.
            tier         22 (abstract distance 2880, default-kmem)
            other rule   prefer-online: node 0, online, misplaced

            before
            available: 2 nodes (0-1)
            node 0 cpus: not known
            node 0 size: 1024 MB
            node 1 cpus: not known
            node 1 size: 512 MB
            node distances:
            node     0    1
               0:   10   20
               1:   20   10

            after
            available: 3 nodes (0-2)
            node 0 cpus: not known
            node 0 size: 1024 MB
            node 1 cpus: not known
            node 1 size: 512 MB
            node 2 cpus: not known
            node 2 size: 256 MB
            node distances:
            node     0    1    2
               0:   10   20   20
               1:   20   10   20
               2:   20   20   10
            """;

    private static final String MEMINFO = """
            example, revision 1; 7.3 prefer-reserved; boot: accepted
            numa_meminfo
              0x0-0x5fffffff  node 0  described range 0 (system-ram) [mem 0x00000000-0x1fffffff]
                merged with [mem 0x40000000-0x5fffffff] of the same node into [mem 0x00000000-0x5fffffff], \
            because no block of another node lies between them
              0x60000000-0x7fffffff  node 1  described range 3 (system-ram) [mem 0x60000000-0x7fffffff]
            numa_reserved_meminfo
              0x20000000-0x2fffffff  node 2  described range 1 (cxl-window) [mem 0x20000000-0x2fffffff]
            boot log
              NUMA: Node 0 [mem 0x00000000-0x1fffffff] + [mem 0x40000000-0x5fffffff] -> [mem 0x00000000-0x5fffffff]
              Initmem setup node 2 as memoryless
            """;

    private static final String MAP = """
            example, revision 1
            7.3 prefer-reserved: fixed, 256 MiB

                                                           0x30000000
                          0x0               0x20000000     |     0x40000000        0x60000000        0x80000000
                          |-----------------|--------------|--//-|-----------------|-----------------|
            ram           [=== 512 MiB ====]                     [============= 1 GiB ==============]
            srat          [==== node 0 ====]                     [==== node 0 ====][==== node 1 ====]
            window                          [== node 2 ===]
            meminfo       [=================== node 0, 1.5 GiB ===================][==== node 1 ====]
            reserved                        [== node 2 ===]
            answer        [==== node 0 ====][== node 2 ===][ 0 .][==== node 0 ====][==== node 1 ====]
            difference                      [!! 2 or 0 !!!]
            other rule    [==== node 0 ====][== node 0 ===][ 0 .][==== node 0 ====][==== node 1 ====]

            answer: 7.3 prefer-reserved
            other rule: 7.3 prefer-online
            //: a hole, not to scale; [..]: the node of addresses in a hole; < and >: the block continues
            Findings under 7.3 prefer-reserved
              info [window-inside-ram-span] 0x20000000-0x2fffffff
              info [lookup-fix-present]
            """;

    /** The answers by the id of their operation. */
    static final Map<String, String> OF_OPERATIONS = Map.ofEntries(
            Map.entry("lookup", "2\n"),
            Map.entry("lookupBatch", "0\n2\n0\n1\n-1\n-1\n"),
            Map.entry("diff", DIFF),
            Map.entry("replayLookup", "2\n"),
            Map.entry("compare", COMPARE),
            Map.entry("replayCompare", COMPARE),
            Map.entry("audit", AUDIT),
            Map.entry("auditFleet", FLEET),
            Map.entry("listAuditLog", AUDIT_LOG),
            Map.entry("replayAudit", AUDIT),
            Map.entry("verification", VERIFICATION),
            Map.entry("replayVerification", VERIFICATION),
            Map.entry("getTopology", TOPOLOGY),
            Map.entry("getRevision", TOPOLOGY),
            Map.entry("listTopologies", LIST),
            Map.entry("listRevisions", LIST),
            Map.entry("getMeminfo", MEMINFO),
            Map.entry("replayMeminfo", MEMINFO),
            Map.entry("nodes", NODES),
            Map.entry("tryRegion", REGION),
            Map.entry("replayNodes", NODES),
            Map.entry("map", MAP),
            Map.entry("replayMap", MAP),
            Map.entry("listKernels", KernelText.of(KernelsAnswer.ALL)),
            Map.entry("getKernel", KernelText.of(KernelAnswer.of(KernelRelease.parse("6.12.74")))));

    private TextExamples() {}
}
