package io.targetnode.store;

import io.targetnode.topology.Source;
import java.util.List;
import java.util.regex.Pattern;

/** A source as {@code [format, bytes, sha256]}. Since format 2 a list of the facts read from it follows. */
final class SourceJson {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private SourceJson() {}

    static void write(Source source, int documentFormat, DocumentWriter out) {
        out.text(source.format()).number(source.bytes()).text(source.sha256());
        if (documentFormat > 1) {
            out.list(source.read(), out::text);
        }
    }

    static Source read(DocumentReader in, int documentFormat) {
        String format = in.next().text();
        long bytes = in.next().number(0, Long.MAX_VALUE);
        String sha256 = in.next().string();
        if (!SHA256.matcher(sha256).matches()) {
            throw in.refuse("must be 64 lower-case hexadecimal digits");
        }
        List<String> read = documentFormat > 1 ? in.next().list(in::text) : List.of();
        return new Source(format, bytes, sha256, read);
    }
}
