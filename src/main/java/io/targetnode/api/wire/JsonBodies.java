package io.targetnode.api.wire;

import io.targetnode.api.problem.FieldProblem;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Bytes to bodies: parsed strictly, validated, and every fault with a pointer to its place. */
@Component
public final class JsonBodies {

    /** Entry 2 of a list before entry 10. */
    private static final Comparator<FieldProblem> IN_ORDER_OF_LISTS = Comparator.comparingInt(
                    (FieldProblem problem) -> problem.pointer().length())
            .thenComparing(FieldProblem::pointer);

    private final JsonMapper mapper;
    private final Validator validator;

    JsonBodies(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** @throws ProblemException if the bytes are no JSON, or not of this shape */
    public <T> T read(byte[] bytes, Class<T> shape) {
        T body = parse(bytes, shape);
        List<FieldProblem> errors = validator.validate(body).stream()
                .map(JsonBodies::problem)
                .sorted(IN_ORDER_OF_LISTS)
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.body(ProblemType.MALFORMED_BODY, errors);
        }
        return body;
    }

    private <T> T parse(byte[] bytes, Class<T> shape) {
        try {
            T body = mapper.readValue(bytes, shape);
            if (body == null) {
                throw ProblemException.body("", "the body is null; it must be an object");
            }
            return body;
        } catch (JacksonException e) {
            throw ProblemException.body(ProblemType.MALFORMED_BODY, List.of(JsonFault.problem(e)));
        }
    }

    private static FieldProblem problem(ConstraintViolation<?> violation) {
        return new FieldProblem(JsonPointers.of(violation.getPropertyPath()), violation.getMessage());
    }
}
