package io.targetnode.api.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import io.targetnode.app.TargetnodeApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** A filter with the order of Spring Security's chain decides on all requests. */
@SpringBootTest(
        classes = {TargetnodeApplication.class, FastPathOrderTest.Guard.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "targetnode.data-dir=target/test-data/${random.uuid}")
class FastPathOrderTest {

    private static final String PATH = Api.TOPOLOGIES + "/guarded/lookup";

    /** Refuses requests that are not authorised. */
    static class Guard {

        @Bean
        FilterRegistrationBean<Filter> guard() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                if (((HttpServletRequest) request).getHeader("Authorization") == null) {
                    ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                } else {
                    chain.doFilter(request, response);
                }
            });
            registration.setOrder(-100);
            return registration;
        }
    }

    @Test
    void noLookUpIsAnsweredBeforeSecurityChecksIt(@LocalServerPort int port) {
        Api api = new Api(port);
        String[] authorised = {"Authorization", "Bearer x"};
        String[] octets = {"Content-Type", "application/octet-stream"};
        String[] authorisedOctets = {"Content-Type", "application/octet-stream", "Authorization", "Bearer x"};
        api.send(
                "PUT",
                Api.TOPOLOGIES + "/guarded",
                BodyPublishers.ofString(Api.example("mission.json")),
                "Content-Type",
                Api.JSON,
                "Authorization",
                "Bearer x");
        for (int round = 0; round < 2; round++) {
            assertThat(api.get(PATH + "?address=0", authorised).statusCode()).isEqualTo(200);
            assertThat(api.get(PATH + "?address=0").statusCode()).isEqualTo(401);
            assertThat(post(api, authorisedOctets)).isEqualTo(200);
            assertThat(post(api, octets)).isEqualTo(401);
        }
    }

    private static int post(Api api, String... headers) {
        return api.send("POST", PATH, BodyPublishers.ofByteArray(new byte[8]), headers)
                .statusCode();
    }
}
