package io.targetnode.api.segments;

import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Segment;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Segments as the bytes that Jackson makes of a {@link SegmentsAnswer}, without one: for as long as a client takes the map, no
 * more than a buffer is held for it.
 */
final class JsonMap {

    private static final byte[] COMMA = ascii(",");
    private static final byte[] START = ascii("{\"start\":\"");
    private static final byte[] END = ascii("\",\"end\":\"");
    private static final byte[] TARGET_NODE = ascii("\",\"targetNode\":");
    private static final byte[] TAIL = ascii("]}");

    /** The ends of segments, by the backing that they name. */
    private static final byte[][] BACKINGS = Arrays.stream(Backing.values())
            .map(backing -> ascii(",\"backing\":\"" + backing.apiName() + "\"}"))
            .toArray(byte[][]::new);

    private JsonMap() {}

    static void write(SegmentMap map, OutputStream out) throws IOException {
        AsciiOutput json = new AsciiOutput(out);
        json.text(head(map.view()));
        boolean first = true;
        for (Segment segment : map.segments()) {
            if (!first) {
                json.text(COMMA);
            }
            first = false;
            write(segment, json);
        }
        json.text(TAIL);
        json.end();
    }

    private static void write(Segment segment, AsciiOutput json) throws IOException {
        json.text(START);
        json.address(segment.range().start());
        json.text(END);
        json.address(segment.range().end());
        json.text(TARGET_NODE);
        json.node(segment.targetNode());
        json.text(BACKINGS[segment.backing().ordinal()]);
    }

    /** Names, releases and rules have no character that JSON would escape. */
    private static byte[] head(KernelView view) {
        return ascii(String.format(
                Locale.ROOT,
                "{\"topology\":\"%s\",\"revision\":%d,\"kernel\":\"%s\",\"rule\":\"%s\",\"segments\":[",
                view.topology().name(),
                view.topology().revision(),
                view.choice().kernel(),
                view.choice().rule().apiName()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
