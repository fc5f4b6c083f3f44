package io.targetnode.api.parameter;

import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_KERNEL;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_REVISION;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_TOPOLOGY;

import io.targetnode.api.problem.Problems;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A view of a stored topology under a kernel and a rule: documents the problems and the headers that all views share. */
@Problems({MALFORMED_PARAMETER, UNKNOWN_KERNEL, UNKNOWN_REVISION, UNKNOWN_TOPOLOGY, STORE_UNAVAILABLE})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TopologyView {}
