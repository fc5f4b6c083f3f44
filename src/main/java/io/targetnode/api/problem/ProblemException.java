package io.targetnode.api.problem;

import java.util.List;

/** Thrown if the API refuses a request. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldProblem> errors;

    public ProblemException(ProblemType type, String detail, List<FieldProblem> errors) {
        super(detail);
        this.type = type;
        this.errors = errors;
    }

    /** A query parameter that breaks a rule. */
    public static ProblemException parameter(String name, String detail) {
        return at(ProblemType.MALFORMED_PARAMETER, name, detail);
    }

    /** A body that breaks a rule at the pointer. */
    public static ProblemException body(String pointer, String detail) {
        return at(ProblemType.MALFORMED_BODY, pointer, detail);
    }

    public static ProblemException at(ProblemType type, String pointer, String detail) {
        return body(type, List.of(new FieldProblem(pointer, detail)));
    }

    /** A body with several faults; not empty. */
    public static ProblemException body(ProblemType type, List<FieldProblem> errors) {
        FieldProblem first = errors.get(0);
        String place = first.pointer().isEmpty() ? "" : first.pointer() + ": ";
        String more = errors.size() == 1 ? "" : " (and more)";
        return new ProblemException(type, place + first.detail() + more, errors);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public ProblemType type() {
        return type;
    }

    /** The faults; only the first ones if there are many. */
    public List<FieldProblem> errors() {
        return errors;
    }
}
