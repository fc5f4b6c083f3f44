package io.targetnode.api.upload;

import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.problem.Problems;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Maps a call that answers for an upload without storing it. The method has a {@link
 * io.targetnode.topology.service.ReplayedTopology} parameter, which {@link ReplayResolver} resolves.
 */
@UploadMapping(method = RequestMethod.POST)
@Problems(ProblemType.MALFORMED_PARAMETER)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReplayMapping {

    @AliasFor(annotation = UploadMapping.class)
    String[] path();

    @AliasFor(annotation = UploadMapping.class)
    String[] produces();
}
