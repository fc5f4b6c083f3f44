package io.targetnode.api.segments;

import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Segments as RFC 4180 has it: a header line, fields that need no quotes, lines that end with CR and LF. */
final class CsvMap {

    static final String MEDIA_TYPE = "text/csv";

    static final String HEADER = "start,end,targetNode,backing\r\n";

    private static final byte[] COMMA = ascii(",");

    /** The ends of lines, by the backing that they name. */
    private static final byte[][] ENDS = Arrays.stream(Backing.values())
            .map(backing -> ascii("," + backing.apiName() + "\r\n"))
            .toArray(byte[][]::new);

    private CsvMap() {}

    static void write(SelectedSegments segments, OutputStream out) throws IOException {
        AsciiOutput lines = new AsciiOutput(out);
        lines.text(ascii(HEADER));
        for (Segment segment : segments) {
            lines.address(segment.range().start());
            lines.text(COMMA);
            lines.address(segment.range().end());
            lines.text(COMMA);
            lines.node(segment.targetNode());
            lines.text(ENDS[segment.backing().ordinal()]);
        }
        lines.end();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
