package io.targetnode.store;

import io.targetnode.topology.Source;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** A source as {@code [format, bytes, sha256]}, and since format 2 behind it the list of what was read from it. */
final class SourceJson {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private SourceJson() {}

    static void write(Source source, int documentFormat, JsonGenerator out) {
        out.writeStartArray();
        out.writeString(source.format());
        out.writeNumber(source.bytes());
        out.writeString(source.sha256());
        if (documentFormat > 1) {
            out.writeStartArray();
            source.read().forEach(out::writeString);
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    static Source read(DocumentReader in, int documentFormat) {
        in.beginList();
        String format = in.next().text();
        long bytes = in.next().number(0, Long.MAX_VALUE);
        String sha256 = in.next().word();
        if (!SHA256.matcher(sha256).matches()) {
            throw in.refuse("must be 64 digits of lower-case hex");
        }
        List<String> read = documentFormat > 1 ? in.next().list(in::text) : List.of();
        in.endList();
        return new Source(format, bytes, sha256, read);
    }
}
