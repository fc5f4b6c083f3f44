package io.targetnode.api;

import io.targetnode.analysis.audit.Severity;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.api.body.BodyEncodingCheck;
import io.targetnode.api.events.EventNumber;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.json.JsonConverter;
import io.targetnode.api.parameter.AcceptedTypes;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.Cursor;
import io.targetnode.api.parameter.Flag;
import io.targetnode.api.parameter.ListOfOne;
import io.targetnode.api.parameter.NodeNumber;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.api.parameter.ParameterObjects;
import io.targetnode.api.parameter.QueryParameterCheck;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.problem.PageHeaders;
import io.targetnode.api.upload.ReplayResolver;
import io.targetnode.api.upload.SubmissionResolver;
import io.targetnode.api.view.ViewWriters;
import io.targetnode.kernel.ApiNamed;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.TopologyFeed;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Registers parameter conversions, argument resolvers and interceptors of the API. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {

    private static final int LAST_YEAR = 9999;

    private final SubmissionResolver submissions;
    private final ReplayResolver replays;
    private final ViewWriters writers;
    private final TopologyFeed feed;
    private final JsonMapper mapper;

    ApiConfiguration(
            SubmissionResolver submissions,
            ReplayResolver replays,
            ViewWriters writers,
            TopologyFeed feed,
            JsonMapper mapper) {
        this.submissions = submissions;
        this.replays = replays;
        this.writers = writers;
        this.feed = feed;
        this.mapper = mapper;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JsonConverter(mapper));
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(new AcceptedTypes()));
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, HexAddress.class, HexAddress::parse);
        registry.addConverter(String.class, TopologyName.class, TopologyName::new);
        registry.addConverter(String.class, KernelRelease.class, ApiConfiguration::release);
        registry.addConverter(String.class, LookupRule.class, ApiConfiguration::rule);
        registry.addConverter(String.class, Architecture.class, ApiConfiguration::architecture);
        registry.addConverter(String.class, Severity.class, ApiConfiguration::severity);
        registry.addConverter(String.class, Verdict.class, ApiConfiguration::verdict);
        registry.addConverter(String.class, AuditEntry.Action.class, ApiConfiguration::action);
        registry.addConverter(String.class, Instant.class, ApiConfiguration::instant);
        registry.addConverter(String.class, Cursor.class, Cursor::parse);
        registry.addConverter(String.class, Flag.class, Flag::parse);
        registry.addConverter(String.class, RevisionNumber.class, RevisionNumber::parse);
        registry.addConverter(String.class, NodeNumber.class, NodeNumber::parse);
        registry.addConverter(String.class, PageLimit.class, PageLimit::parse);
        registry.addConverter(new ListOfOne((ConversionService) registry));
        registry.addConverter(String.class, EventNumber.class, EventNumber::parse);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(submissions);
        resolvers.add(replays);
        resolvers.add(writers);
        resolvers.add(new ParameterObjects());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageHeaders()).excludePathPatterns("/api/**");
        registry.addInterceptor(new QueryParameterCheck()).addPathPatterns("/api/**");
        registry.addInterceptor(new BodyEncodingCheck()).addPathPatterns("/api/**");
        registry.addInterceptor(new StaleAnswers(feed)).addPathPatterns(ApiPaths.TOPOLOGIES + "/**", ApiPaths.FLEET);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (String folder : List.of("/docs/", "/examples/")) {
            registry.addResourceHandler(folder + "**")
                    .addResourceLocations("classpath:" + folder)
                    .setCacheControl(CacheControl.noCache());
        }
    }

    /** A plus sign in a query is decoded as a space. No release contains a space, so 6.12.74+deb12-amd64 is accepted unencoded. */
    private static KernelRelease release(String text) {
        return KernelRelease.parse(text.replace(' ', '+'));
    }

    private static Architecture architecture(String text) {
        return ApiNamed.find(Architecture.class, text)
                .orElseThrow(() -> new IllegalArgumentException("must be x86-64, arm64, riscv64 or loongarch64"));
    }

    private static Severity severity(String text) {
        return ApiNamed.find(Severity.class, text)
                .orElseThrow(() -> new IllegalArgumentException("must be error, warning or info"));
    }

    private static Verdict verdict(String text) {
        return ApiNamed.find(Verdict.class, text)
                .orElseThrow(() -> new IllegalArgumentException("must be affected, fixed or not-affected"));
    }

    private static AuditEntry.Action action(String text) {
        return ApiNamed.find(AuditEntry.Action.class, text)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(AuditEntry.Action.values())
                                .map(ApiNamed::apiName)
                                .collect(Collectors.joining(", "))));
    }

    /** A plus sign in a query is decoded as a space. */
    private static Instant instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+'));
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // Answered below.
        }
        throw new IllegalArgumentException("must be a time such as 2026-11-30T08:15:00Z");
    }

    private static LookupRule rule(String text) {
        return ApiNamed.find(LookupRule.class, text)
                .orElseThrow(() -> new IllegalArgumentException("must be prefer-reserved, prefer-online or stub"));
    }
}
