package io.targetnode.api.upload;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/** The media types of uploads. A file is recognised by its content, not by its media type. */
public final class UploadTypes {

    public static final String TEXT = MediaType.TEXT_PLAIN_VALUE;
    public static final String OCTETS = MediaType.APPLICATION_OCTET_STREAM_VALUE;
    public static final String GZIP = "application/gzip";
    public static final String X_GZIP = "application/x-gzip";
    public static final String TAR = "application/x-tar";
    public static final String GTAR = "application/x-gtar";
    public static final String TGZ = "application/x-tgz";

    static final List<MediaType> OF_FILES =
            MediaType.parseMediaTypes(List.of(TEXT, OCTETS, GZIP, X_GZIP, TAR, GTAR, TGZ));

    static final List<MediaType> ALL = Stream.concat(
                    Stream.of(MediaType.APPLICATION_JSON, MediaType.MULTIPART_FORM_DATA), OF_FILES.stream())
            .toList();

    private UploadTypes() {}
}
