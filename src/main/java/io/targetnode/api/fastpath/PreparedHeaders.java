package io.targetnode.api.fastpath;

import io.targetnode.memory.AsciiBytes;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The headers of all answers of one view and form, without content type and length. They are encoded once. Tomcat would encode
 * each string for each response, which took a fifth of the server CPU of a look-up (docs/performance.md).
 *
 * @param tag the ETag; null for a batch
 * @param fields one field for each value of each header
 */
record PreparedHeaders(@Nullable String tag, List<Field> fields) {

    /** A header field. All responses share its arrays, and Tomcat only reads them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Field(byte[] name, byte[] value) {}

    static PreparedHeaders of(HttpHeaders headers) {
        List<Field> fields = new ArrayList<>();
        headers.forEach((name, values) ->
                values.forEach(value -> fields.add(new Field(AsciiBytes.of(name), AsciiBytes.of(value)))));
        return new PreparedHeaders(headers.getETag(), List.copyOf(fields));
    }

    void addTo(MimeHeaders response) {
        for (Field field : fields) {
            response.addValue(field.name(), 0, field.name().length).setBytes(field.value(), 0, field.value().length);
        }
    }
}
