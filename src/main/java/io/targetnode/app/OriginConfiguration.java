package io.targetnode.app;

import io.targetnode.api.fastpath.FastPathFilter;
import io.targetnode.api.origin.CrossSiteFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Limits what pages of other sites may do. Unless the operator allows their origin, they can only read, and the browser withholds
 * the answers from them.
 */
@Configuration(proxyBeanMethods = false)
class OriginConfiguration {

    private static final List<String> READS = List.of("GET", "HEAD");
    private static final List<String> ALL = List.of("GET", "HEAD", "POST", "PUT", "DELETE");

    private static final List<String> EXPOSED = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            "Targetnode-Revision",
            "Targetnode-Kernel",
            "Targetnode-Rule",
            "Targetnode-Other-Rule",
            "Targetnode-Stale-Seconds");

    private static final int CORS_ORDER = FastPathFilter.ORDER - 3;

    @Bean
    FilterRegistrationBean<CrossSiteFilter> crossSiteFilter(
            TargetnodeProperties properties,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        FilterRegistrationBean<CrossSiteFilter> registration =
                new FilterRegistrationBean<>(new CrossSiteFilter(properties.corsOrigins(), problems::getObject));
        registration.setOrder(CORS_ORDER + 1);
        return registration;
    }

    /** Ahead of the fast path, so that its answers have the headers too. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(TargetnodeProperties properties) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors(properties.corsOrigins()));
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new LenientProcessor());
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(CORS_ORDER);
        registration.setEnabled(!properties.corsOrigins().isEmpty());
        return registration;
    }

    /** Replaces Spring Boot's registration of the filter. */
    @Bean
    @ConditionalOnProperty(name = "server.forward-headers-strategy", havingValue = "framework")
    FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
        ForwardedHeaders filter = new ForwardedHeaders();
        filter.setRelativeRedirects(true);
        FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static CorsConfiguration cors(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(origins.contains(CorsConfiguration.ALL) ? READS : ALL);
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setExposedHeaders(EXPOSED);
        cors.setMaxAge(Duration.ofHours(1));
        return cors;
    }

    /** Answers requests from other origins without CORS headers, as if CORS were off. Spring would refuse even reads. */
    private static final class LenientProcessor extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration cors, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            boolean unknown = Objects.requireNonNull(cors).checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null;
            if (unknown && !CorsUtils.isPreFlightRequest(request)) {
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
                return true;
            }
            return super.processRequest(cors, request, response);
        }
    }
}
