package io.targetnode.store;

import io.targetnode.topology.Machine;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
 * An upload as one line of JSON, in which it is stored and carried from store to store.
 *
 * <p>Format 1 is an object of these fields, in this order: {@code format}; those of the machine ({@link MachineJson});
 * {@code sources}, each as {@code [format, bytes, sha256]}; {@code unused}; {@code labels}, by key. Numbers of 64 bits that
 * may exceed 2^53 are texts, like {@code "0x20000000"}.
 *
 * <p>Format 2 has behind the labels the field {@code evidence} ({@link EvidenceJson}), each source says what was read from it,
 * and the offset of an entry of the SRAT or a window may be -1, where it was not read from a table. An upload that has none of
 * that is written in format 1, so that its digest stays what it was.
 *
 * <p>What is written stays readable: a change of what a field means, a new field and a new word are a new format, and earlier
 * formats are still read. Names of records and constants are not part of it.
 */
final class UploadDocument {

    private static final int NEWEST_FORMAT = 2;

    /** An entry of the SRAT lies in five brackets. */
    private static final int MAX_DEPTH = 5;

    private static final int MAX_NAME = 1024;
    private static final int MAX_DIGITS = 32;

    /** Whatever decides on a character of the text is set here and not left to a default that may change. */
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

    /** Equal uploads give the same text, different ones different texts. */
    static String encode(Upload upload) {
        StringWriter text = new StringWriter();
        int format = formatOf(upload);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeNumberProperty("format", format);
            MachineJson.write(upload.machine(), out);
            out.writeArrayPropertyStart("sources");
            upload.sources().forEach(source -> SourceJson.write(source, format, out));
            out.writeEndArray();
            MachineJson.writeTexts("unused", upload.unused(), out);
            LabelsJson.write(upload.labels(), out);
            if (format > 1) {
                EvidenceJson.write(upload.evidence(), out);
            }
            out.writeEndObject();
        }
        return text.toString();
    }

    /**
     * The upload that a text was made of. Takes other spellings of a value (white space, escapes, padded addresses); fields
     * have to stand in their order. Time and memory grow with the length of the text, which is not limited here.
     *
     * @throws DamagedDocumentException if the text is no document of a format that is known; what is returned can be
     *     replayed by every behaviour and shown
     */
    static Upload decode(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return read(new DocumentReader(parser));
        }
    }

    /** Digest of a text in UTF-8, lower-case hex. */
    static String sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Upload read(DocumentReader in) {
        try {
            in.next().beginObject();
            int format = format(in.field("format"));
            Machine machine = MachineJson.read(in);
            List<Source> sources = in.field("sources").list(() -> SourceJson.read(in, format));
            List<String> unused = in.field("unused").list(in::text);
            Map<String, String> labels = LabelsJson.read(in.field("labels"));
            Evidence evidence = format > 1 ? EvidenceJson.read(in.field("evidence")) : Evidence.NONE;
            in.endObject();
            in.endDocument();
            return requireFormat(new Upload(machine, sources, unused, evidence, new TreeMap<>(labels)), format, in);
        } catch (JacksonException e) {
            throw in.refuse(e);
        }
    }

    private static int format(DocumentReader in) {
        int format = in.integer(1, Integer.MAX_VALUE);
        if (format > NEWEST_FORMAT) {
            throw in.refuse(
                    "%d was written by a newer version; this one reads up to %d".formatted(format, NEWEST_FORMAT));
        }
        return format;
    }

    /** Each upload has one text, so one format. */
    private static Upload requireFormat(Upload upload, int format, DocumentReader in) {
        if (formatOf(upload) != format) {
            throw in.refuse("the document is of format %d and says %d".formatted(formatOf(upload), format));
        }
        return upload;
    }

    private static int formatOf(Upload upload) {
        boolean first = upload.evidence().isEmpty()
                && upload.sources().stream().allMatch(source -> source.read().isEmpty())
                && InputsJson.isReadFromTables(upload.machine().inputs());
        return first ? 1 : NEWEST_FORMAT;
    }
}
