package io.targetnode.api.segments;

import io.targetnode.resolve.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Segments as RFC 4180 has it: a header line, fields that need no quotes, lines that end with CR and LF. */
final class CsvMap {

    static final String MEDIA_TYPE = "text/csv";

    static final String HEADER = "start,end,targetNode,backing\r\n";

    private CsvMap() {}

    static void write(List<Segment> segments, OutputStream out) throws IOException {
        AsciiOutput lines = new AsciiOutput(out);
        lines.text(HEADER);
        for (Segment segment : segments) {
            lines.address(segment.range().start());
            lines.text(",");
            lines.address(segment.range().end());
            lines.text(",");
            lines.node(segment.targetNode());
            lines.text(",");
            lines.text(segment.backing().apiName());
            lines.text("\r\n");
        }
        lines.end();
    }
}
