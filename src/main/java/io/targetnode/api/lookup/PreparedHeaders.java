package io.targetnode.api.lookup;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * Headers that many answers have.
 *
 * @param entityTag the ETag among them, in its quotes
 * @param all names with their value
 */
record PreparedHeaders(String entityTag, List<Map.Entry<String, String>> all) {

    static PreparedHeaders of(HttpHeaders headers) {
        return new PreparedHeaders(
                String.valueOf(headers.getETag()),
                headers.headerSet().stream().flatMap(PreparedHeaders::each).toList());
    }

    void addTo(HttpServletResponse response) {
        for (Map.Entry<String, String> header : all) {
            response.addHeader(header.getKey(), header.getValue());
        }
    }

    private static Stream<Map.Entry<String, String>> each(Map.Entry<String, List<String>> header) {
        return header.getValue().stream().map(value -> Map.entry(header.getKey(), value));
    }
}
