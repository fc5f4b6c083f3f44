package io.targetnode.app.access;

import static io.targetnode.app.access.Scope.ADMIN;
import static io.targetnode.app.access.Scope.READ;
import static io.targetnode.app.access.Scope.WRITE;

import io.targetnode.api.access.ReadAccess;
import io.targetnode.api.access.WriteAccess;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.topology.AuditLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Which call needs what. The fast path of look-ups runs before this filter chain and asks {@link ReadAccess}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessProperties.class, ManagementServerProperties.class})
class AccessConfiguration {

    /** Pages, and what they load. They hold no data and are the same in every copy of the jar. */
    private static final String[] PAGES = {
        "/",
        "/collect.sh",
        "/docs/**",
        "/examples/**",
        "/findings/**",
        "/problems/**",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml"
    };

    private static final String STATIC = "/static/";

    private static final List<String> ISSUER_SETTINGS = List.of(
            "spring.security.oauth2.resourceserver.jwt.issuer-uri",
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri");

    private static final Pattern URL = Pattern.compile("https?://[^/\\s]+.*");

    /** A call that no rule names needs admin: one that is forgotten here must not be open. */
    private static final String UNKNOWN_CALL =
            "The OpenAPI document has no call with this method and path. Other calls need the scope admin.";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Calls that store nothing. */
    private static final RequestMatcher POSTED_READS = new OrRequestMatcher(Stream.of(
                    ApiPaths.REPLAY + "/**",
                    ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP,
                    ApiPaths.TOPOLOGIES + "/{name}/regions")
            .map(path -> (RequestMatcher) PathPatternRequestMatcher.pathPattern(HttpMethod.POST, path))
            .toList());

    @Bean
    KeyRing keyRing(AccessProperties properties) {
        return new KeyRing(properties);
    }

    @Bean
    FailureLimit failureLimit(AccessProperties properties) {
        return new FailureLimit(properties.accessFailures());
    }

    @Bean
    Credentials credentials(
            KeyRing keys,
            ObjectProvider<JwtDecoder> decoder,
            FailureLimit failures,
            AccessProperties properties,
            Environment settings) {
        ISSUER_SETTINGS.forEach(setting -> requireUrl(setting, settings.getProperty(setting, "")));
        return new Credentials(
                keys,
                Optional.ofNullable(decoder.getIfAvailable()).map(JwtCallers::new),
                failures,
                new RequestRate(properties.credentialRate()));
    }

    /** Spring would find the fault with the first token. */
    private static void requireUrl(String setting, String url) {
        if (!url.isEmpty() && !URL.matcher(url).matches()) {
            throw new AccessSettingsException(setting + " is not a URL that starts with https:// or http://");
        }
    }

    @Bean
    AccessMode accessMode(
            AccessProperties properties,
            Credentials credentials,
            ServerProperties server,
            ManagementServerProperties management) {
        if (management.getAddress() == null) {
            // The port of the actuator, if it has its own, would listen on all addresses.
            management.setAddress(server.getAddress());
        }
        return AccessMode.of(properties, credentials, server, management);
    }

    @Bean
    ReadAccess readAccess(AccessMode mode, Credentials credentials) {
        return mode == AccessMode.OPEN ? request -> true : new CredentialReads(credentials);
    }

    @Bean
    WriteAccess writeAccess() {
        return name -> CallerAuthentication.current().ifPresent(caller -> CallRule.checkName(caller, name.text()));
    }

    @Bean
    Refusals refusals(
            AccessMode mode,
            FailureLimit failures,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        return new Refusals(failures, problems::getObject, mode);
    }

    /** The service observes each request itself. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Health and pages need no credential. A wrong one is ignored: a probe must not fail because a key was replaced. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain publicChain(HttpSecurity http, @Value("classpath*:/static/**") Resource[] files)
            throws Exception {
        RequestMatcher pages = new OrRequestMatcher(Stream.concat(Stream.of(PAGES), paths(files))
                .map(path -> (RequestMatcher) PathPatternRequestMatcher.pathPattern(path))
                .toList());
        return withoutExtras(http)
                .securityMatcher(new OrRequestMatcher(EndpointRequest.to(HealthEndpoint.class), pages))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    @Bean
    SecurityFilterChain accessChain(
            HttpSecurity http,
            AccessMode mode,
            Credentials credentials,
            Refusals refusals,
            AuditLog auditLog,
            Clock clock)
            throws Exception {
        withoutExtras(http)
                .addFilterAfter(
                        new AuditedWrites(AccessConfiguration::isWrite, auditLog, clock),
                        BearerTokenAuthenticationFilter.class);
        if (mode == AccessMode.OPEN) {
            return http.authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                    .build();
        }
        return http.addFilterAt(bearerFilter(credentials, refusals), BearerTokenAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(AccessConfiguration::rules)
                .build();
    }

    private static HttpSecurity withoutExtras(HttpSecurity http) throws Exception {
        return http.anonymous(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable);
    }

    private static BearerTokenAuthenticationFilter bearerFilter(Credentials credentials, Refusals refusals) {
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(
                credentials,
                request -> BearerHeader.token(request)
                        .map(token -> authentication(token, request.getRemoteAddr()))
                        .orElse(null));
        filter.setAuthenticationEntryPoint(refusals);
        return filter;
    }

    private static BearerTokenAuthenticationToken authentication(String token, String address) {
        BearerTokenAuthenticationToken authentication = new BearerTokenAuthenticationToken(token);
        authentication.setDetails(address);
        return authentication;
    }

    private static boolean isWrite(HttpServletRequest request) {
        return !READS.contains(request.getMethod()) && !POSTED_READS.matches(request);
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls) {
        calls.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll() // the request was checked before
                .requestMatchers(EndpointRequest.to("prometheus"))
                .access(new CallRule(READ))
                .requestMatchers(EndpointRequest.toAnyEndpoint())
                .access(new CallRule(ADMIN))
                .requestMatchers(ApiPaths.EXPORT, ApiPaths.IMPORT, ApiPaths.AUDIT_LOG)
                .access(new CallRule(ADMIN))
                .requestMatchers(request -> !isWrite(request))
                .access(new CallRule(READ))
                .requestMatchers(ApiPaths.TOPOLOGIES, ApiPaths.TOPOLOGIES + "/{name}/**")
                .access(new CallRule(WRITE))
                .anyRequest()
                .access(new CallRule(ADMIN, UNKNOWN_CALL));
    }

    /** The paths of the files that the service serves as they are. */
    private static Stream<String> paths(Resource[] files) {
        return Arrays.stream(files).filter(Resource::isReadable).map(AccessConfiguration::path);
    }

    private static String path(Resource file) {
        try {
            String url = file.getURL().toString();
            return url.substring(url.lastIndexOf(STATIC) + STATIC.length() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
