package io.targetnode.api.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents the problems of a call in OpenAPI, in addition to those that every call has. The annotation may also be on another
 * annotation of the method; the problems of all of them are combined.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {

    ProblemType[] value();
}
