package io.targetnode.api.lookup;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.http.HttpHeaders;

/**
 * Headers that many answers have, as they go out: Tomcat would encode strings for each answer.
 *
 * @param entityTag the ETag among them, in its quotes
 * @param all names and values, without a character that a header cannot have
 */
record EncodedHeaders(String entityTag, List<Header> all) {

    static EncodedHeaders of(HttpHeaders headers) {
        return new EncodedHeaders(
                String.valueOf(headers.getETag()),
                headers.headerSet().stream()
                        .flatMap(header -> Header.each(header.getKey(), header.getValue()))
                        .toList());
    }

    void addTo(MimeHeaders response) {
        for (Header header : all) {
            response.addValue(header.name, 0, header.name.length).setBytes(header.value, 0, header.value.length);
        }
    }

    /** One line of a head. The arrays are shared by all answers, and nobody writes to them. */
    private static final class Header {

        private final byte[] name;
        private final byte[] value;

        private Header(String name, String value) {
            this.name = name.getBytes(StandardCharsets.ISO_8859_1);
            this.value = value.getBytes(StandardCharsets.ISO_8859_1);
        }

        private static Stream<Header> each(String name, List<String> values) {
            return values.stream().map(value -> new Header(name, value));
        }
    }
}
