package io.targetnode.api;

import io.targetnode.app.TargetnodeApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of the running service on a random port. All tests with this annotation share one server in a JVM. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = TargetnodeApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "targetnode.data-dir=target/test-data/${random.uuid}",
            // Tests have no Prometheus registry otherwise.
            "management.prometheus.metrics.export.enabled=true"
        })
public @interface ServerTest {}
