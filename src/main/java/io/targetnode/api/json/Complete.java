package io.targetnode.api.json;

/** A part of a body whose only rule is that nothing of it is missing; Bean Validation, which is dear, says what is. */
public interface Complete {

    /** Whether all is there, and the part valid. */
    boolean hasAllRequiredFields();
}
