package io.targetnode.store;

import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.memory.Address;
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
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * What a host showed of what its kernel did.
 *
 * <pre>
 * {"log":{"kernel":["7.3.4+deb13-amd64","7.3.4"],"lines":["NUMA turned off"],"tables":[["SRAT",184,3,16,1]]},
 *  "tables":[["SRAT",184,3,16,1,true]],              signature, length, revision, OEM and creator revision, checksum holds
 *  "online":[["0x0","0x7ffffff",0]],
 *  "devices":[["dax0.0","0x10000000",2,["0x20000000","0x2fffffff"],true]],  null for a size, node or range that is not known
 *  "windows":[[0,"0x20000000","0x2fffffff"]],
 *  "added":[["0x20000000","0x2fffffff"]],
 *  "nodeSizes":[[0,"0x3c200000",1048576]],
 *  "tiers":[[4,[0,1]]]}
 * </pre>
 */
final class EvidenceJson {

    private static final Pattern SIGNATURE = Pattern.compile("[A-Z0-9_]{4}");
    private static final Pattern DEVICE = Pattern.compile("dax\\d{1,9}+\\.\\d{1,9}+");
    private static final int MAX_BYTE = 255;

    private EvidenceJson() {}

    static void write(Evidence evidence, JsonGenerator out) {
        out.writeObjectPropertyStart("evidence");
        out.writeName("log");
        evidence.log().ifPresentOrElse(log -> write(log, out), out::writeNull);
        writeList("tables", evidence.tables(), table -> write(table, out), out);
        writeList(
                "online",
                evidence.online(),
                online -> {
                    RangeJson.writeEnds(online.range(), out);
                    out.writeNumber(online.node());
                },
                out);
        writeList("devices", evidence.devices(), device -> write(device, out), out);
        writeList(
                "windows",
                evidence.windows(),
                window -> {
                    out.writeNumber(window.number());
                    RangeJson.writeEnds(window.range(), out);
                },
                out);
        writeList("added", evidence.added(), range -> RangeJson.writeEnds(range, out), out);
        writeList(
                "nodeSizes",
                evidence.nodeSizes(),
                size -> {
                    out.writeNumber(size.node());
                    out.writeString(Address.print(size.bytes()));
                    out.writeNumber(size.unitBytes());
                },
                out);
        writeList(
                "tiers",
                evidence.tiers(),
                tier -> {
                    out.writeNumber(tier.tier());
                    out.writeStartArray();
                    tier.nodes().forEach(out::writeNumber);
                    out.writeEndArray();
                },
                out);
        out.writeEndObject();
    }

    static Evidence read(DocumentReader in) {
        in.beginObject();
        in.field("log");
        Optional<LoggedBoot> log = in.optional(() -> log(in));
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
                        .tuples(() -> new NodeSize(node(in), in.next().address(), unit(in))),
                in.field("tiers").tuples(() -> tier(in)));
        requireAscending(evidence.online().stream().map(OnlineMemory::range).toList(), "online", in);
        requireAscending(evidence.added(), "added", in);
        in.endObject();
        return evidence;
    }

    private static <T> void writeList(String field, List<T> values, Consumer<T> write, JsonGenerator out) {
        out.writeArrayPropertyStart(field);
        values.forEach(value -> {
            out.writeStartArray();
            write.accept(value);
            out.writeEndArray();
        });
        out.writeEndArray();
    }

    private static void write(LoggedBoot log, JsonGenerator out) {
        out.writeStartObject();
        out.writeName("kernel");
        log.kernel().ifPresentOrElse(kernel -> KernelJson.write(kernel, out), out::writeNull);
        MachineJson.writeTexts("lines", log.lines(), out);
        writeList("tables", log.tables(), header -> write(header, out), out);
        out.writeEndObject();
    }

    private static LoggedBoot log(DocumentReader in) {
        in.beginObject();
        in.field("kernel");
        Optional<KernelRelease> kernel = in.optional(() -> KernelJson.read(in));
        List<String> lines = in.field("lines").list(in::text);
        List<TableHeader> tables = in.field("tables").tuples(() -> header(in));
        in.endObject();
        return new LoggedBoot(kernel, lines, tables);
    }

    private static void write(UploadedTable table, JsonGenerator out) {
        write(table.header(), out);
        out.writeBoolean(table.checksumHolds());
    }

    private static void write(TableHeader header, JsonGenerator out) {
        out.writeString(header.signature());
        out.writeNumber(header.lengthBytes());
        out.writeNumber(header.revision());
        out.writeNumber(Integer.toUnsignedLong(header.oemRevision()));
        out.writeNumber(Integer.toUnsignedLong(header.creatorRevision()));
    }

    private static TableHeader header(DocumentReader in) {
        String signature = in.next().word();
        if (!SIGNATURE.matcher(signature).matches()) {
            throw in.refuse("must be the signature of a table");
        }
        return new TableHeader(
                signature,
                in.next().number(0, 0xffff_ffffL),
                in.next().integer(0, MAX_BYTE),
                in.next().uint32(),
                in.next().uint32());
    }

    private static void write(DaxDevice device, JsonGenerator out) {
        out.writeString(device.name());
        device.sizeBytes().ifPresentOrElse(size -> out.writeString(Address.print(size)), out::writeNull);
        device.targetNode().ifPresentOrElse(out::writeNumber, out::writeNull);
        device.range()
                .ifPresentOrElse(
                        range -> {
                            out.writeStartArray();
                            RangeJson.writeEnds(range, out);
                            out.writeEndArray();
                        },
                        out::writeNull);
        out.writeBoolean(device.systemRam());
    }

    private static DaxDevice device(DocumentReader in) {
        String name = in.next().word();
        if (!DEVICE.matcher(name).matches()) {
            throw in.refuse("must be the name of a dax device");
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

    private static MemoryTier tier(DocumentReader in) {
        return new MemoryTier(
                in.next().integer(0, Integer.MAX_VALUE), in.next().list(() -> in.integer(0, Integer.MAX_VALUE)));
    }

    private static int node(DocumentReader in) {
        return in.next().integer(0, Integer.MAX_VALUE);
    }

    private static int unit(DocumentReader in) {
        return in.next().integer(1, Integer.MAX_VALUE);
    }

    private static void requireAscending(List<AddressRange> ranges, String field, DocumentReader in) {
        for (int i = 1; i < ranges.size(); i++) {
            if (Long.compareUnsigned(ranges.get(i - 1).end(), ranges.get(i).start()) >= 0) {
                throw in.refuse("the ranges of '%s' must ascend".formatted(field));
            }
        }
    }
}
