package io.targetnode.api.upload;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;

/**
 * Splits a multipart body that is completely in memory. The container's own support writes large parts to files, which a killed
 * process leaves behind; they may hold a command line, serial numbers and host names.
 */
final class MultipartBody {

    private static final int MAX_PARTS = 128;

    private static final String NOT_A_FORM = "The body is not a multipart form: its parts do not match the boundary.";

    private MultipartBody() {}

    /** @throws ProblemException if the body is not a form, or has too many parts, or a part has too long headers */
    static List<FormPart> parts(String contentType, byte[] body) {
        try {
            FileItemIterator items = new FileUpload().getItemIterator(new Received(contentType, body));
            List<FormPart> parts = new ArrayList<>();
            while (items.hasNext()) {
                if (parts.size() == MAX_PARTS) {
                    throw tooLarge("The form has more than %d parts.".formatted(MAX_PARTS));
                }
                parts.add(part(items.next()));
            }
            return parts;
        } catch (SizeException e) {
            throw tooLarge("The headers of a part are too long.");
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, NOT_A_FORM, List.of());
        }
    }

    private static FormPart part(FileItemStream item) throws IOException {
        try (InputStream content = item.openStream()) {
            return new FormPart(item.getFieldName(), content.readAllBytes());
        }
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(ProblemType.TOO_LARGE, detail, List.of());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Received(String contentType, byte[] body) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public long contentLength() {
            return body.length;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
