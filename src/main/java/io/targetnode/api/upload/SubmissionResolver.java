package io.targetnode.api.upload;

import io.targetnode.topology.service.TopologyService;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves a {@link JudgedSubmission} parameter of a controller: reads the body and does the work of a write except for the store. */
@Component
public final class SubmissionResolver implements HandlerMethodArgumentResolver {

    private final SubmissionReader reader;
    private final TopologyService topologies;

    SubmissionResolver(SubmissionReader reader, TopologyService topologies) {
        this.reader = reader;
        this.topologies = topologies;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JudgedSubmission.class;
    }

    @Override
    public JudgedSubmission resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory)
            throws Exception {
        return reader.read(
                webRequest,
                submission -> new JudgedSubmission(submission.name(), topologies.judge(submission.upload())));
    }
}
