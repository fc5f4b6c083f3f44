package io.targetnode.api.upload;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves a {@link ReplayedTopology} parameter of a controller: the machine of the request's body, which is not stored. The machine
 * is not in the cache, so it takes its own memory until the answer is written.
 */
@Component
public final class ReplayResolver implements HandlerMethodArgumentResolver {

    /** The answer needs about this many times the memory of the machine. */
    private static final int ANSWER_FACTOR = 2;

    private final SubmissionReader reader;
    private final TopologyService topologies;
    private final MemoryBudget budget;

    ReplayResolver(SubmissionReader reader, TopologyService topologies, MemoryBudget budget) {
        this.reader = reader;
        this.topologies = topologies;
        this.budget = budget;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ReplayedTopology.class;
    }

    @Override
    public ReplayedTopology resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        ReplayedTopology replayed = reader.read(request, submission -> topologies.replay(submission.upload()));
        MemoryReservation memory = budget.reserve();
        RequestContextHolder.currentRequestAttributes()
                .registerDestructionCallback(
                        ReplayResolver.class.getName(), memory::close, RequestAttributes.SCOPE_REQUEST);
        memory.growForAnswer(ANSWER_FACTOR * replayed.bytes());
        return replayed;
    }
}
