package io.targetnode.api.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.json.StrictBodies;
import io.targetnode.kernel.Machines;
import io.targetnode.topology.service.KernelView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SegmentsTextTest {

    private static final JsonMapper MAPPER = StrictBodies.mapper();

    @Test
    void theBytesEqualThoseThatJacksonWrites() {
        assertThat(MappedMachines.all().flatMap(SegmentsTextTest::parts).filter(SegmentsTextTest::equalsJackson))
                .hasSizeGreaterThan(500);
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(json(MappedMachines.complete(MappedMachines.newest(Machines.mission()))))
                    .startsWith("{\"topology\":\"booted\",\"revision\":1,\"kernel\"");
        } finally {
            Locale.setDefault(usual);
        }
    }

    /** All segments, a part that cuts segments, the segments of one node, and none. */
    private static Stream<SelectedSegments> parts(KernelView view) {
        return Stream.of(
                MappedMachines.complete(view),
                MappedMachines.part(view, 0x1000, 0x7fffff00),
                MappedMachines.ofNode(view, 0),
                MappedMachines.part(view, -1, -1));
    }

    private static boolean equalsJackson(SelectedSegments map) {
        assertThat(json(map)).isEqualTo(MAPPER.writeValueAsString(SegmentsAnswer.of(map)) + '\n');
        return true;
    }

    private static String json(SelectedSegments map) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            SegmentsText.JSON.write(map, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }
}
