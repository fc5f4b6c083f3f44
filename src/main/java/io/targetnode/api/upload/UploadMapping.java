package io.targetnode.api.upload;

import static io.targetnode.api.problem.ProblemType.BUSY;
import static io.targetnode.api.problem.ProblemType.IMPOSSIBLE_MACHINE;
import static io.targetnode.api.problem.ProblemType.MALFORMED_BODY;
import static io.targetnode.api.problem.ProblemType.MALFORMED_FILE;
import static io.targetnode.api.problem.ProblemType.NOT_MODELLED;
import static io.targetnode.api.problem.ProblemType.TOO_LARGE;
import static io.targetnode.api.problem.ProblemType.TOO_SLOW;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_KERNEL;
import static io.targetnode.api.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.targetnode.api.problem.Problems;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Maps a call whose body is a {@link Submission}; documents the problems that every upload can have. */
@RequestMapping
@RequestBody(content = @Content(schema = @Schema(implementation = TopologyBody.class)))
@Problems({
    MALFORMED_BODY,
    MALFORMED_FILE,
    UNKNOWN_KERNEL,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    IMPOSSIBLE_MACHINE,
    NOT_MODELLED,
    TOO_SLOW,
    BUSY
})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface UploadMapping {

    @AliasFor(annotation = RequestMapping.class)
    RequestMethod method();

    @AliasFor(annotation = RequestMapping.class)
    String[] path() default {};

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
