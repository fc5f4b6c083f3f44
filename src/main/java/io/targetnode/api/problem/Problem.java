package io.targetnode.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * An error as defined by RFC 9457.
 *
 * @param type path of the page that explains the type
 * @param title name of the type
 * @param status the HTTP status
 * @param detail explanation of this error
 * @param instance path of the request
 * @param errors the faults and their locations; only the first ones if there are many
 */
@Schema(description = "An error as defined by RFC 9457.")
public record Problem(
        @Schema(description = "The type: the path of a page that explains it.", example = "/problems/malformed-body")
        String type,

        @Schema(description = "The name of the type.", example = "Malformed body")
        String title,

        @Schema(description = "The HTTP status.", example = "400")
        int status,

        @Schema(
                description = "What is wrong with this request.",
                example = "memory/0/start: '0xg' is not a hexadecimal number")
        String detail,

        @Schema(description = "The path of the request.", example = "/api/v1/topologies/example")
        String instance,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "The faults and where they are, at most 20. Left out if there are none.")
        List<FieldProblem> errors) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The maximum number of errors in an answer. */
    public static final int ERRORS_SHOWN = 20;

    private static final int DETAIL_SHOWN = 2000;
    private static final int INSTANCE_SHOWN = 300;

    public Problem {
        detail = Printable.of(detail, DETAIL_SHOWN);
        instance = Printable.of(instance, INSTANCE_SHOWN);
        errors = List.copyOf(errors.subList(0, Math.min(errors.size(), ERRORS_SHOWN)));
    }

    static Problem of(ProblemType type, int status, String detail, String instance, List<FieldProblem> errors) {
        return new Problem(type.path(), type.title(), status, detail, instance, errors);
    }
}
