package io.targetnode.store;

import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.Source;
import io.targetnode.topology.Topology;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * An upload as one line of JSON: the form in which stores and exports hold it.
 *
 * <p>Format 1 is an object of these fields, in this order: {@code format}; the fields of the machine ({@link MachineJson});
 * {@code sources} ({@link SourceJson}); {@code unused}; {@code labels} ({@link LabelsJson}). A 64-bit number that may exceed
 * 2^53 is a text such as {@code "0x20000000"}.
 *
 * <p>Format 2 adds the field {@code evidence} ({@link EvidenceJson}) after the labels and a list of facts to each source. The
 * offset of an SRAT entry or of a window may be -1 if it was not read from a table.
 *
 * <p>Format 3 adds the look-up rule of the machine's own kernel, and to the evidence of a boot log the answers that the kernel
 * printed and whether it was built without NUMA. Format 4 adds the architecture and the page size, and the entries of the SRAT that
 * are processors of arm64 and riscv64. Format 5 adds what distances, memory tiers and CPUs of nodes depend on ({@link NodeInputsJson}),
 * generic ports of the SRAT, the decoding of windows, the processors that logs and sysfs show, and facts about memory that is added after the boot ({@link HotAddJson}). An upload is written in the first format that can express it, so that its digest does not
 * change.
 *
 * <p>Documents stay readable: a new field, a new name and a new meaning of a field require a new format, and earlier formats
 * are still read. The names of records and constants are not part of the format.
 */
final class UploadDocument {

    private static final int NEWEST_FORMAT = 5;

    /** The targets of a window are nested six deep. */
    private static final int MAX_DEPTH = 6;

    private static final int MAX_NAME = 1024;
    private static final int MAX_DIGITS = 32;

    /** Sets every option that affects the text, because Jackson's defaults may change. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES, JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();

    private UploadDocument() {}

    /** Two uploads have the same text if and only if they are equal. */
    static String encode(Upload upload) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            DocumentWriter out = new DocumentWriter(generator);
            out.object(() -> write(upload, formatOf(upload), out));
        }
        return text.toString();
    }

    private static void write(Upload upload, int format, DocumentWriter out) {
        out.field("format").number(format);
        MachineJson.write(upload.machine(), format, out);
        out.field("sources").tuples(upload.sources(), source -> SourceJson.write(source, format, out));
        out.field("unused").list(upload.unused(), out::text);
        out.field("labels");
        LabelsJson.write(upload.labels(), out);
        if (format > 1) {
            out.field("evidence").object(() -> EvidenceJson.write(upload.evidence(), format, out));
        }
    }

    /**
     * Reads an upload that every behaviour can replay. Accepts other spellings of a value (white space, escapes, padded
     * addresses); the fields must be in order. Time and memory grow with the length of the text; the caller limits it.
     *
     * @throws DamagedDocumentException if the text is not a document of a known format
     */
    static Upload decode(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return read(new DocumentReader(parser));
        }
    }

    /** Reads the document of a revision. */
    static Topology decode(ArchivedRevision stored) {
        return new Topology(
                stored.name(), stored.revision(), stored.uploadedAt(), stored.digest(), decode(stored.document()));
    }

    private static Upload read(DocumentReader in) {
        try {
            in.next().beginObject();
            int format = format(in.field("format"));
            Machine machine = MachineJson.read(in, format);
            List<Source> sources = in.field("sources").tuples(() -> SourceJson.read(in, format));
            List<String> unused = in.field("unused").list(in::text);
            Map<String, String> labels = LabelsJson.read(in.field("labels"));
            Evidence evidence = format > 1 ? EvidenceJson.read(in.field("evidence"), format) : Evidence.NONE;
            in.endObject();
            in.endDocument();
            Machine known = format > 4 ? machine : machine.with(NodeInputs.notStored(evidence));
            Upload upload =
                    requireFormat(new Upload(known, sources, unused, evidence, new TreeMap<>(labels)), format, in);
            return format < 4 ? EvidentArchitecture.of(upload) : upload;
        } catch (JacksonException e) {
            throw in.refuse(e);
        }
    }

    private static int format(DocumentReader in) {
        int format = in.integer(1, Integer.MAX_VALUE);
        if (format > NEWEST_FORMAT) {
            throw in.refuse("%d is the format of a newer version; this version reads formats up to %d"
                    .formatted(format, NEWEST_FORMAT));
        }
        return format;
    }

    /** Each upload has exactly one format. */
    private static Upload requireFormat(Upload upload, int format, DocumentReader in) {
        if (formatOf(upload) != format) {
            throw in.refuse("the document needs format %d but states format %d".formatted(formatOf(upload), format));
        }
        return upload;
    }

    private static int formatOf(Upload upload) {
        if (InputsJson.areNewInFormat5(upload.machine().inputs())
                || EvidenceJson.showsProcessors(upload.evidence())
                || !upload.machine().hotAdd().equals(HotAdd.NOTHING)
                || !upload.machine().nodes().equals(NodeInputs.notStored(upload.evidence()))) {
            return 5;
        }
        if (InputsJson.areNewInFormat4(upload.machine().inputs())) {
            return 4;
        }
        if (upload.machine().rule().isPresent() || EvidenceJson.statesLookups(upload.evidence())) {
            return 3;
        }
        boolean first = upload.evidence().isEmpty()
                && upload.sources().stream().allMatch(source -> source.read().isEmpty())
                && InputsJson.isReadFromTables(upload.machine().inputs());
        return first ? 1 : 2;
    }
}
