package io.targetnode.api;

import io.targetnode.app.TargetnodeApplication;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service in this JVM on a random port, for tests that stop it or need settings of their own. */
final class RunningService implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings properties, such as {@code targetnode.data-dir=…} */
    static RunningService start(String... settings) {
        String[] arguments = Stream.concat(Stream.of("server.port=0"), Stream.of(settings))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        return new RunningService(new SpringApplicationBuilder(TargetnodeApplication.class, SmallBuffers.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(arguments));
    }

    /** Limits what the kernel buffers for a client that does not read: to some KiB instead of a megabyte. */
    static class SmallBuffers {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
            return factory -> factory.addConnectorCustomizers(
                    connector -> connector.setProperty("socket.txBufSize", String.valueOf(32 << 10)));
        }
    }

    Api api() {
        return new Api(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /** The port of the actuator, if it has one of its own. */
    Api management() {
        return new Api(context.getEnvironment().getRequiredProperty("local.management.port", Integer.class));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    Tomcat tomcat() {
        return ((TomcatWebServer) Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer()))
                .getTomcat();
    }

    /** Inserts events into the store in one step, without the service; returns the number of the first. */
    long writeEvents(int count) {
        JdbcClient jdbc = JdbcClient.create(bean(DataSource.class));
        long head = jdbc.sql("select head from feed").query(Long.class).single();
        jdbc.sql("""
                        with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
                        insert into event (number, kind, name, revision, at)
                        select ? + i, 'deleted', 'gone-' || i, 1, 1800000000000 from n""").params(count, head).update();
        jdbc.sql("update feed set head = ?").param(head + count).update();
        return head + 1;
    }

    /** Shuts down gracefully, as on SIGTERM. */
    @Override
    public void close() {
        context.close();
    }
}
