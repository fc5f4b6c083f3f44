package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.problem.Problems;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Maps a call whose body is a {@link JudgedSubmission}; documents the problems that every upload can have. */
@RequestMapping
@RequestBody(content = @Content(schema = @Schema(implementation = TopologyBody.class)))
@Problems({
    ProblemType.MALFORMED_BODY,
    ProblemType.MALFORMED_FILE,
    ProblemType.UNKNOWN_KERNEL,
    ProblemType.TOO_LARGE,
    ProblemType.UNSUPPORTED_MEDIA_TYPE,
    ProblemType.IMPOSSIBLE_MACHINE,
    ProblemType.INCOMPLETE_MACHINE,
    ProblemType.NOT_MODELLED,
    ProblemType.TOO_SLOW,
    ProblemType.BUSY
})
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UploadMapping {

    @AliasFor(annotation = RequestMapping.class)
    RequestMethod method();

    @AliasFor(annotation = RequestMapping.class)
    String[] path() default {};

    @AliasFor(annotation = RequestMapping.class)
    String[] produces() default {};

    @AliasFor(annotation = RequestMapping.class)
    String[] consumes() default {
        MediaType.APPLICATION_JSON_VALUE,
        MediaType.MULTIPART_FORM_DATA_VALUE,
        UploadTypes.TEXT,
        UploadTypes.OCTETS,
        UploadTypes.GZIP,
        UploadTypes.X_GZIP,
        UploadTypes.TAR,
        UploadTypes.GTAR,
        UploadTypes.TGZ
    };
}
