package io.targetnode.api.json;

import io.targetnode.api.problem.FieldProblem;
import io.targetnode.api.problem.Problem;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Bytes to bodies: parsed strictly, validated, and every fault with a pointer to its place. */
@Component
public final class JsonBodies {

    /** As many as are shown, and one that tells that there are more. */
    private static final int FAULTS = Problem.ERRORS_SHOWN + 1;

    private final JsonMapper mapper;
    private final Validator validator;

    JsonBodies(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** @throws ProblemException if the bytes are no JSON, or not of this shape */
    public <T> T read(byte[] bytes, Class<T> shape) {
        T body = parse(bytes, shape);
        List<FieldProblem> errors = new ArrayList<>(faults("", body));
        if (errors.isEmpty() && body instanceof Listed listed) {
            listed.lists().forEach((name, elements) -> addFaults(errors, "/" + name, elements));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.body(ProblemType.MALFORMED_BODY, errors);
        }
        return body;
    }

    private void addFaults(List<FieldProblem> errors, String name, List<?> elements) {
        for (int i = 0; i < elements.size() && errors.size() < FAULTS; i++) {
            @Nullable Object element = elements.get(i);
            if (element instanceof Complete part && part.hasAllRequiredFields()) {
                continue;
            }
            String pointer = name + "/" + i;
            errors.addAll(
                    element == null
                            ? List.of(new FieldProblem(pointer, "must not be null"))
                            : faults(pointer, element));
        }
    }

    private List<FieldProblem> faults(String pointer, Object value) {
        return validator.validate(value).stream()
                .map(fault -> new FieldProblem(pointer + JsonPointers.of(fault.getPropertyPath()), fault.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::pointer))
                .toList();
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
}
