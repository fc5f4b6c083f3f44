package io.targetnode.app.access;

import io.targetnode.api.access.ReadAccess;
import io.targetnode.api.access.WriteAccess;
import io.targetnode.topology.AuditLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The filter chains. {@link CallRules} says which call needs what. The fast path of look-ups runs before the chains and asks
 * {@link ReadAccess}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessProperties.class, ManagementServerProperties.class})
class AccessConfiguration {

    private static final List<String> ISSUER_SETTINGS = List.of(
            "spring.security.oauth2.resourceserver.jwt.issuer-uri",
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri");

    private static final Pattern URL = Pattern.compile("https?://[^/\\s]+.*");

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

    @Bean
    CredentialRemoval credentialRemoval(Credentials credentials) {
        return new CredentialRemoval(credentials);
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
        return withoutExtras(http)
                .securityMatcher(
                        new OrRequestMatcher(EndpointRequest.to(HealthEndpoint.class), PublicPages.among(files)))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    @Bean
    SecurityFilterChain accessChain(
            HttpSecurity http,
            AccessMode mode,
            Credentials credentials,
            Refusals refusals,
            CredentialRemoval credentialRemoval,
            AuditLog auditLog,
            Clock clock)
            throws Exception {
        withoutExtras(http)
                .addFilterAfter(
                        new AuditedWrites(CallRules::isWrite, credentialRemoval, auditLog, clock),
                        BearerTokenAuthenticationFilter.class);
        if (mode == AccessMode.OPEN) {
            return http.authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                    .build();
        }
        return http.addFilterAt(bearerFilter(credentials, refusals), BearerTokenAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(CallRules::apply)
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
}
