package io.targetnode.store;

import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.LoggedLookup;
import io.targetnode.capture.LoggedProcessors;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.Meminfo;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import io.targetnode.topology.evidence.UploadedTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The observed state of a running kernel.
 *
 * <pre>
 * {"log":{"kernel":["7.3.4+deb13-amd64","7.3.4"],"lines":["NUMA turned off"],"tables":[["SRAT",184,3,16,1]]},
 *  "tables":[["SRAT",184,3,16,1,true]],              signature, length, revision, OEM and creator revision, checksum holds
 *  "online":[["0x0","0x7ffffff",0]],
 *  "devices":[["dax0.0","0x10000000",2,["0x20000000","0x2fffffff"],true]],  null for an unknown size, node or range
 *  "windows":[[0,"0x20000000","0x2fffffff"]],
 *  "added":[["0x20000000","0x2fffffff"]],
 *  "nodeSizes":[[0,"0x3c200000",1048576]],
 *  "tiers":[[4,[0,1]]]}
 * </pre>
 *
 * <p>Since format 3, the log also has {@code "lookups":[["0x20000000",-1,false]],"withoutNuma":false}: address, node, whether the
 * stub printed it. Since format 5, the log also has {@code "processors":[3,2,[1]]}: nodes, processors (null if not logged), and the
 * node of each secondary processor; and {@code "nodesWithCpus":[0,1]} or null follows the tiers.
 */
final class EvidenceJson {

    private static final Pattern SIGNATURE = Pattern.compile("[A-Z0-9_]{4}");
    private static final Pattern DEVICE = Pattern.compile("dax\\d{1,9}+\\.\\d{1,9}+");
    private static final int MAX_BYTE = 255;

    private EvidenceJson() {}

    /** Whether format 2 cannot express the evidence. */
    static boolean statesLookups(Evidence evidence) {
        return evidence.log()
                .filter(log -> !log.lookups().isEmpty() || log.withoutNuma())
                .isPresent();
    }

    /** Whether formats before 5 cannot express the evidence. */
    static boolean showsProcessors(Evidence evidence) {
        return evidence.nodesWithCpus().isPresent()
                || evidence.log()
                        .filter(log -> !log.processors().equals(LoggedProcessors.NONE))
                        .isPresent();
    }

    static void write(Evidence evidence, int documentFormat, DocumentWriter out) {
        out.field("log").optional(evidence.log(), log -> write(log, documentFormat, out));
        out.field("tables")
                .tuples(evidence.tables(), table -> write(table.header(), out).flag(table.checksumHolds()));
        out.field("online")
                .tuples(
                        evidence.online(),
                        online -> RangeJson.writeEnds(online.range(), out).number(online.node()));
        out.field("devices").tuples(evidence.devices(), device -> write(device, out));
        out.field("windows").tuples(evidence.windows(), window -> {
            out.number(window.number());
            RangeJson.writeEnds(window.range(), out);
        });
        out.field("added").tuples(evidence.added(), range -> RangeJson.writeEnds(range, out));
        out.field("nodeSizes")
                .tuples(
                        evidence.nodeSizes(),
                        size -> out.number(size.node()).address(size.bytes()).number(size.unitBytes()));
        out.field("tiers")
                .tuples(evidence.tiers(), tier -> out.number(tier.tier()).list(tier.nodes(), node -> out.number(node)));
        if (documentFormat > 4) {
            out.field("nodesWithCpus")
                    .optional(evidence.nodesWithCpus(), nodes -> out.list(nodes, node -> out.number(node)));
        }
    }

    static Evidence read(DocumentReader in, int documentFormat) {
        in.beginObject();
        in.field("log");
        Optional<LoggedBoot> log = in.optional(() -> log(in, documentFormat));
        Evidence evidence = new Evidence(
                log,
                in.field("tables")
                        .tuples(() -> new UploadedTable(header(in), in.next().flag())),
                in.field("online").tuples(() -> new OnlineMemory(RangeJson.range(in), node(in))),
                in.field("devices").tuples(() -> device(in)),
                in.field("windows")
                        .tuples(() -> new CxlWindow(in.next().integer(0, Integer.MAX_VALUE), RangeJson.range(in))),
                in.field("added").tuples(() -> RangeJson.range(in)),
                in.field("nodeSizes")
                        .tuples(() -> new NodeSize(
                                node(in), in.next().address(), in.next().integer(1, Integer.MAX_VALUE))),
                in.field("tiers")
                        .tuples(() -> new MemoryTier(
                                in.next().integer(0, Integer.MAX_VALUE),
                                in.next().list(() -> in.integer(0, Integer.MAX_VALUE)))),
                documentFormat > 4 ? nodesWithCpus(in.field("nodesWithCpus")) : Optional.empty());
        requireAscending(evidence.online().stream().map(OnlineMemory::range).toList(), "online", in);
        requireAscending(evidence.added(), "added", in);
        in.endObject();
        return evidence;
    }

    private static void write(LoggedBoot log, int documentFormat, DocumentWriter out) {
        out.object(() -> {
            out.field("kernel").optional(log.kernel(), kernel -> KernelJson.write(kernel, out));
            out.field("lines").list(log.lines(), out::text);
            out.field("tables").tuples(log.tables(), header -> write(header, out));
            if (documentFormat > 2) {
                out.field("lookups")
                        .tuples(
                                log.lookups(),
                                answer -> out.address(answer.address())
                                        .number(answer.node())
                                        .flag(answer.byStub()));
                out.field("withoutNuma").flag(log.withoutNuma());
            }
            if (documentFormat > 4) {
                out.field("processors").tuple(() -> write(log.processors(), out));
            }
        });
    }

    private static LoggedBoot log(DocumentReader in, int documentFormat) {
        in.beginObject();
        in.field("kernel");
        Optional<KernelRelease> kernel = in.optional(() -> KernelJson.read(in));
        List<String> lines = in.field("lines").list(in::text);
        List<TableHeader> tables = in.field("tables").tuples(() -> header(in));
        List<LoggedLookup> lookups = List.of();
        boolean withoutNuma = false;
        if (documentFormat > 2) {
            lookups = in.field("lookups").tuples(() -> lookup(in));
            withoutNuma = in.field("withoutNuma").flag();
        }
        LoggedProcessors processors =
                documentFormat > 4 ? in.field("processors").tuple(() -> processors(in)) : LoggedProcessors.NONE;
        in.endObject();
        return new LoggedBoot(kernel, lines, tables, lookups, processors, withoutNuma);
    }

    private static Optional<List<Integer>> nodesWithCpus(DocumentReader in) {
        return in.optional(() -> in.list(() -> in.integer(0, Integer.MAX_VALUE)));
    }

    private static void write(LoggedProcessors processors, DocumentWriter out) {
        out.optional(processors.nodes())
                .optional(processors.processors())
                .list(processors.secondaryNodes(), node -> out.number(node));
    }

    private static LoggedProcessors processors(DocumentReader in) {
        return new LoggedProcessors(
                in.next().optionalInteger(0, Integer.MAX_VALUE),
                in.next().optionalInteger(0, Integer.MAX_VALUE),
                in.next().list(() -> in.integer(0, Integer.MAX_VALUE)));
    }

    private static LoggedLookup lookup(DocumentReader in) {
        long address = in.next().address();
        int node = in.next().integer(Meminfo.NUMA_NO_NODE, Integer.MAX_VALUE);
        boolean byStub = in.next().flag();
        if (byStub && node != 0) {
            throw in.refuse("the stub answers node 0");
        }
        return new LoggedLookup(address, node, byStub);
    }

    private static DocumentWriter write(TableHeader header, DocumentWriter out) {
        return out.text(header.signature())
                .number(header.lengthBytes())
                .number(header.revision())
                .uint32(header.oemRevision())
                .uint32(header.creatorRevision());
    }

    private static TableHeader header(DocumentReader in) {
        String signature = in.next().string();
        if (!SIGNATURE.matcher(signature).matches()) {
            throw in.refuse("must be a table signature");
        }
        return new TableHeader(
                signature,
                in.next().number(0, 0xffff_ffffL),
                in.next().integer(0, MAX_BYTE),
                in.next().uint32(),
                in.next().uint32());
    }

    private static void write(DaxDevice device, DocumentWriter out) {
        out.text(device.name())
                .optional(device.sizeBytes().stream().boxed().findFirst(), out::address)
                .optional(device.targetNode().stream().boxed().findFirst(), node -> out.number(node))
                .optional(device.range(), range -> out.tuple(() -> RangeJson.writeEnds(range, out)))
                .flag(device.systemRam());
    }

    private static DaxDevice device(DocumentReader in) {
        String name = in.next().string();
        if (!DEVICE.matcher(name).matches()) {
            throw in.refuse("must be the name of a dax device, such as dax0.0");
        }
        in.next();
        Optional<Long> size = in.optional(in::address);
        in.next();
        Optional<Integer> node = in.optional(() -> in.integer(0, Integer.MAX_VALUE));
        in.next();
        Optional<AddressRange> range = in.optional(() -> in.tuple(() -> RangeJson.range(in)));
        return new DaxDevice(
                name,
                size.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                node.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                range,
                in.next().flag());
    }

    private static int node(DocumentReader in) {
        return in.next().integer(0, Integer.MAX_VALUE);
    }

    private static void requireAscending(List<AddressRange> ranges, String field, DocumentReader in) {
        for (int i = 1; i < ranges.size(); i++) {
            if (Long.compareUnsigned(ranges.get(i - 1).end(), ranges.get(i).start()) >= 0) {
                throw in.refuse("the ranges of '%s' must be in ascending order".formatted(field));
            }
        }
    }
}
