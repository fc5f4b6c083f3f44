package io.targetnode.api.problem;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One fault in a request.
 *
 * @param pointer a JSON pointer, a line, a table with byte offset, or the name of a parameter or part
 * @param detail the broken rule, lower case, without full stop
 */
public record FieldProblem(
        @Schema(
                description =
                        "Where it is: a JSON pointer, a line, a table with byte offset, or the name of a parameter or part.",
                example = "/memory/0/start")
        String pointer,

        @Schema(description = "The broken rule.", example = "'0xg' is not a hexadecimal number")
        String detail) {

    private static final int POINTER_SHOWN = 200;
    private static final int DETAIL_SHOWN = 1000;

    public FieldProblem {
        pointer = Printable.of(pointer, POINTER_SHOWN);
        detail = Printable.of(detail, DETAIL_SHOWN);
    }
}
