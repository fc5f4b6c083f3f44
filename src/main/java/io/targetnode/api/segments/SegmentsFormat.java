package io.targetnode.api.segments;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The representations of segments. */
enum SegmentsFormat {
    JSON {
        @Override
        void write(SelectedSegments map, HttpServletResponse response) throws IOException {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            SegmentsText.JSON.write(map, response.getOutputStream());
        }
    },
    CSV {
        @Override
        void write(SelectedSegments map, HttpServletResponse response) throws IOException {
            response.setContentType(SegmentsText.CSV_TYPE + ";charset=UTF-8");
            SegmentsText.CSV.write(map, response.getOutputStream());
        }
    },
    BINARY {
        @Override
        void write(SelectedSegments map, HttpServletResponse response) throws IOException {
            BinaryMap binary = new BinaryMap(map);
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"%s.map\""
                            .formatted(map.view().topology().name()));
            response.setContentLengthLong(binary.length());
            binary.write(response.getOutputStream());
        }
    };

    static SegmentsFormat of(MediaType accepted) {
        if (accepted.equals(MediaType.APPLICATION_JSON)) {
            return JSON;
        }
        return accepted.equals(MediaType.APPLICATION_OCTET_STREAM) ? BINARY : CSV;
    }

    /** Distinguishes the ETags of the formats. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract void write(SelectedSegments map, HttpServletResponse response) throws IOException;
}
