package io.targetnode.api.segments;

import io.targetnode.api.view.AnsweredBy;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Segments as text, written through one buffer, so that a slow client holds no more memory than the buffer. */
enum SegmentsText {

    /** The bytes that {@code JsonAnswers} writes for a {@link SegmentsAnswer}. */
    JSON("{\"start\":\"", "\",\"end\":\"", "\",\"targetNode\":", ",\"backing\":\"%s\"}", ",", "]}\n"),

    /** RFC 4180: a header line, fields that need no quotes, lines that end with CR and LF. */
    CSV("", ",", ",", ",%s\r\n", "", "");

    static final String CSV_TYPE = "text/csv";

    static final String CSV_HEADER = "start,end,targetNode,backing\r\n";

    private static final int BUFFER_BYTES = 8192;
    private static final int LONGEST_SEGMENT = 160;

    private final byte[] beforeStart;
    private final byte[] beforeEnd;
    private final byte[] beforeNode;
    /** The text after the node of a segment, indexed by the ordinal of the backing. */
    private final byte[][] backings;

    private final byte[] separator;
    private final byte[] tail;

    SegmentsText(
            String beforeStart, String beforeEnd, String beforeNode, String backing, String separator, String tail) {
        this.beforeStart = AsciiBytes.of(beforeStart);
        this.beforeEnd = AsciiBytes.of(beforeEnd);
        this.beforeNode = AsciiBytes.of(beforeNode);
        this.backings = Arrays.stream(Backing.values())
                .map(value -> AsciiBytes.of(backing.formatted(value.apiName())))
                .toArray(byte[][]::new);
        this.separator = AsciiBytes.of(separator);
        this.tail = AsciiBytes.of(tail);
    }

    void write(SelectedSegments segments, OutputStream out) throws IOException {
        AsciiBytes text = new AsciiBytes(BUFFER_BYTES);
        appendHead(segments, text);
        boolean first = true;
        for (Segment segment : segments) {
            if (text.length() > BUFFER_BYTES - LONGEST_SEGMENT) {
                text.writeTo(out);
                text.clear();
            }
            if (!first) {
                text.append(separator);
            }
            first = false;
            append(segment, text);
        }
        text.append(tail).writeTo(out);
    }

    private void appendHead(SelectedSegments segments, AsciiBytes text) {
        if (this == CSV) {
            text.append(AsciiBytes.of(CSV_HEADER));
        } else {
            text.append(AnsweredBy.of(segments.view()).jsonStart()).append(AsciiBytes.of("\"segments\":["));
        }
    }

    private void append(Segment segment, AsciiBytes text) {
        text.append(beforeStart).appendAddress(segment.range().start());
        text.append(beforeEnd).appendAddress(segment.range().end());
        text.append(beforeNode).appendNode(segment.targetNode());
        text.append(backings[segment.backing().ordinal()]);
    }
}
