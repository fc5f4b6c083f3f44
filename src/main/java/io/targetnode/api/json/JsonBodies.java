package io.targetnode.api.json;

import io.targetnode.api.problem.FieldProblem;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Parses and validates JSON bodies. Each fault has a pointer to its location. */
@Component
public final class JsonBodies {

    private final JsonMapper mapper;
    private final Validator validator;

    /** @param validator stops at the first fault, because a list in a body may have millions of faults */
    JsonBodies(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** @throws ProblemException if the bytes are not JSON, or not of this shape */
    public <T> T read(byte[] bytes, Class<T> shape) {
        T body = parse(bytes, shape);
        validator.validate(body).stream().findFirst().ifPresent(fault -> {
            throw ProblemException.body(ProblemType.MALFORMED_BODY, faults(fault));
        });
        return body;
    }

    /** All faults of a list element, but only the first fault of the body itself, because its lists may have millions. */
    private List<FieldProblem> faults(ConstraintViolation<?> first) {
        Object part = first.getLeafBean();
        String pointer = JsonPointers.of(first.getPropertyPath());
        if (part.getClass() == first.getRootBeanClass()) {
            return List.of(new FieldProblem(pointer, first.getMessage()));
        }
        String element = pointer.substring(0, pointer.lastIndexOf('/') + 1);
        return validator.getConstraintsForClass(part.getClass()).getConstrainedProperties().stream()
                .flatMap(property -> validator.validateProperty(part, property.getPropertyName()).stream())
                .map(fault -> new FieldProblem(element + fault.getPropertyPath(), fault.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::pointer))
                .toList();
    }

    private <T> T parse(byte[] bytes, Class<T> shape) {
        try (JsonParser parser = mapper.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw ProblemException.body("", "the body is empty; it must be an object");
            }
            T body = mapper.readerFor(shape)
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(parser);
            if (body == null) {
                throw ProblemException.body("", "the body is null; it must be an object");
            }
            if (parser.nextToken() != null) {
                throw ProblemException.body(
                        JsonFault.place(parser.currentTokenLocation()), "more text follows the JSON document");
            }
            return body;
        } catch (JacksonException e) {
            throw ProblemException.body(ProblemType.MALFORMED_BODY, List.of(JsonFault.problem(e)));
        }
    }
}
